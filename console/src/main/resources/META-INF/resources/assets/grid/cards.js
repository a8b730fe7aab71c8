/** One day on a phone: a card for each room. */
import { html, useState } from '../preact.js';
import { hueOf } from './layout.js';
import { holderOf, slotKey } from './state.js';

export function DayCards({ grid, rooms, days, selection, select, dim, caption }) {
    const [chosenDay, setDay] = useState(0);
    const index = Math.min(chosenDay, days.length - 1);
    const day = days[index];
    return html`<div class="daybar">
            <button aria-label="Day before" disabled=${index === 0} onClick=${() => setDay(index - 1)}>‹</button>
            <label><span class="hidden">Day</span><select value=${String(index)} onChange=${(event) => setDay(Number(event.target.value))}>
                ${days.map((each, i) => html`<option key=${each.name} value=${String(i)}>${each.title}</option>`)}</select></label>
            <button aria-label="Day after" disabled=${index === days.length - 1} onClick=${() => setDay(index + 1)}>›</button>
        </div>
        <div class="cards" role="group" aria-label=${caption}>${rooms.map((room) => html`<section class="card" key=${room} aria-label=${room}>
            <h2>${room}</h2>
            <ul>${grid.timeslots.map((timeslot) => {
                const slot = { room, day: day.name, timeslot };
                const holder = holderOf(grid, slot);
                return dim(holder) ? null : html`<li key=${timeslot}><button aria-pressed=${selection.has(slotKey(slot))}
                    class=${holder === null ? 'slot free' : 'slot held'} style=${holder === null ? undefined : { '--hue': hueOf(holder) }}
                    onClick=${() => select([slot], true)}><span>${timeslot}</span> <span>${holder ?? 'free'}</span></button></li>`;
            })}</ul>
        </section>`)}</div>`;
}
