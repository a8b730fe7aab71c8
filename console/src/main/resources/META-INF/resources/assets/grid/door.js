/** A display beside the door of one room: what is on today. It only reads. */
import { html, useEffect, useState } from '../preact.js';
import { useGrid } from './live.js';
import { heldOf, timeKey } from './state.js';

/** The day of a catalog that a date is: the date itself, or its weekday in English. @param {string[]} days @param {Date} date */
export function dayOf(days, date) {
    const two = (n) => String(n).padStart(2, '0');
    const iso = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
    const weekday = names[date.getDay()].toLowerCase();
    return days.find((day) => day === iso)
        ?? days.find((day) => day.toLowerCase() === weekday || day.toLowerCase() === weekday.slice(0, 3))
        ?? null;
}

export default function Door() {
    const { grid, failure } = useGrid(() => {});
    const asked = new URLSearchParams(location.search);
    const [now, setNow] = useState(new Date());
    useEffect(() => {
        const timer = setInterval(() => setNow(new Date()), 10_000);
        return () => clearInterval(timer);
    }, []);
    if (grid === null) {
        return html`<h1>Door display</h1><p role="status">${failure ?? 'Loading …'}</p>`;
    }
    const room = asked.get('room');
    if (room === null || !grid.rooms.includes(room)) {
        return html`<h1>Door display</h1><p>Choose the room whose door it is. The address can be kept as a bookmark.</p>
            <ul>${grid.rooms.map((name) => html`<li key=${name}><a href=${`?room=${encodeURIComponent(name)}`}>${name}</a></li>`)}</ul>`;
    }
    const day = asked.get('day') ?? dayOf(grid.days, now);
    const held = heldOf(grid, room);
    return html`<section class="door"><h1>${room}</h1>
        <p class="when">${day ?? 'There is nothing to reserve today.'} <time>${now.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}</time></p>
        ${day !== null && html`<ul>${grid.timeslots.map((timeslot) => {
            const holder = held.get(timeKey(day, timeslot)) ?? null;
            return html`<li key=${timeslot} class=${holder === null ? 'free' : 'held'}><span>${timeslot}</span> <b>${holder ?? 'free'}</b></li>`;
        })}</ul>`}
        ${grid.notice && html`<p class="notice">${grid.notice}</p>`}</section>`;
}
