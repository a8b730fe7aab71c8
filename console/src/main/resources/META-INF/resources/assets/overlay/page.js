/** The ring: who answers for which slot, who keeps copies, and what happens while you watch. */
import { html, useEffect, useRef, useState } from '../preact.js';
import { usePolled } from '../hooks.js';
import { circle, happened, placeOf } from './layout.js';

const SIZE = 480;

export default function Overlay() {
    const { value, failure } = usePolled('/api/dht', 500);
    const users = usePolled('/api/users', 1_000).value ?? [];
    const [chosen, setChosen] = useState(/** @type {number | null} */ (null));
    const before = useRef(/** @type {any} */ (null));
    const [events, setEvents] = useState(/** @type {{at: string, text: string}[]} */ ([]));
    useEffect(() => {
        if (value === null) {
            return;
        }
        if (before.current !== null) {
            const at = new Date().toLocaleTimeString();
            const news = happened(before.current, value).map((text) => ({ at, text }));
            if (news.length > 0) setEvents((old) => [...news, ...old].slice(0, 100));
        }
        before.current = value;
    }, [value]);
    if (value === null) {
        return html`<h1>Overlay</h1><p role="status">${failure ?? 'Loading …'}</p>`;
    }
    const slot = chosen === null ? null : value.slots[chosen] ?? null;
    return html`<h1>Overlay <small>epoch ${value.epoch}, ${value.phase}${value.awaited ? `, waits for ${value.awaited}` : ''}</small></h1>
        ${failure && html`<p role="alert" class="refused">${failure}</p>`}
        <div class="split"><section aria-label="Ring">
            ${value.slots.length === 0 ? html`<p>There is no DHT. Register peers, then type <code>setup-dht</code> at one of them.</p>`
                : html`<${Ring} dht=${value} chosen=${chosen} choose=${setChosen} />`}
            <${Place} slots=${value.slots.length} choose=${setChosen} /></section>
        <div>${slot && html`<section aria-label="Chosen slot"><h2>Slot ${slot.slot}: ${slot.state}</h2>
                <p>${slot.server === null ? 'Nobody answers for it: its records are lost until a member loads them again.' : `${slot.server} answers for it.`}</p>
                <p>Records are kept by ${slot.holders.join(', ') || 'nobody'}; ${slot.complete.join(', ') || 'none of them'} ${slot.complete.length === 1 ? 'has' : 'have'} all.</p></section>`}
            <section aria-label="Slots"><h2>Slots</h2><table class="plain"><thead><tr><th scope="col">Slot</th><th scope="col">State</th><th scope="col">Answers</th><th scope="col">Copies</th></tr></thead>
                <tbody>${value.slots.map((each) => html`<tr key=${each.slot}><th scope="row"><button aria-pressed=${chosen === each.slot} onClick=${() => setChosen(each.slot)}>${each.slot}</button></th>
                    <td class=${each.server === null ? 'refused' : ''}>${each.state}</td><td>${each.server ?? '–'}</td><td>${each.complete.length} of ${value.copies}</td></tr>`)}</tbody></table></section>
            <section aria-label="Users"><h2>Users</h2><table class="plain"><thead><tr><th scope="col">User</th><th scope="col">State</th><th scope="col">Presence</th></tr></thead>
                <tbody>${users.map((user) => html`<tr key=${user.user}><td>${user.user}</td><td>${user.state}</td><td class=${user.presence === 'SILENT' ? 'refused' : ''}>${user.presence}</td></tr>`)}</tbody></table></section></div></div>
        <section aria-label="Events"><h2>Since this page is open</h2><div role="log" aria-live="polite">
            ${events.length === 0 ? html`<p>Nothing has changed.</p>` : html`<ul>${events.map((event, i) => html`<li key=${events.length - i}>${event.at} ${event.text}</li>`)}</ul>`}</div></section>`;
}

/** @param {{dht: any, chosen: number | null, choose: (slot: number) => void}} props */
function Ring({ dht, chosen, choose }) {
    const centre = { x: SIZE / 2, y: SIZE / 2 };
    const places = circle(dht.slots.length, SIZE / 2 - 60, centre);
    const radius = Math.max(3, Math.min(18, 500 / dht.slots.length));
    const named = dht.slots.length <= 60;
    const seatOf = new Map(dht.ring.map((node) => [node.user, node.id]));
    const copies = chosen === null ? [] : (dht.slots[chosen]?.holders ?? []).map((user) => seatOf.get(user)).filter((id) => id !== undefined && id !== chosen);
    return html`<svg class="figure" viewBox=${`0 0 ${SIZE} ${SIZE}`} width=${SIZE} role="img"
            aria-label=${`A ring of ${dht.slots.length} slots, ${dht.ring.length} members; the table beside it tells the same`}>
        <circle class="ring" cx=${centre.x} cy=${centre.y} r=${SIZE / 2 - 60} />
        ${copies.map((id) => html`<line key=${`copy-${id}`} class="hop" x1=${places[chosen ?? 0].x} y1=${places[chosen ?? 0].y} x2=${places[id]?.x} y2=${places[id]?.y} />`)}
        ${dht.slots.map((slot, i) => html`<g key=${i} onClick=${() => choose(i)}>
            <circle class=${`node ${slot.server === null ? 'lost' : slot.state === 'VACANT' ? 'vacant' : ''} ${i === chosen ? 'hit' : ''}`} cx=${places[i].x} cy=${places[i].y} r=${radius} />
            ${named && html`<text x=${places[i].x} y=${places[i].y - radius - 4} text-anchor="middle">${i} ${slot.server ?? 'lost'}</text>`}</g>`)}
    </svg>`;
}

/** Where a record would be: the arithmetic of the handout. */
function Place({ slots, choose }) {
    const [key, setKey] = useState('Aruba');
    const [size, setSize] = useState('353');
    const place = slots > 0 && Number(size) > 0 ? placeOf(key, Number(size), slots) : null;
    return html`<section aria-label="Where a record is"><h2>Where a record is</h2><div class="controls">
        <label>Long name <input value=${key} onInput=${(event) => setKey(event.target.value)} /></label>
        <label>Table size <input value=${size} inputmode="numeric" size="6" onInput=${(event) => setSize(event.target.value)} /></label></div>
        ${place && html`<p id="arithmetic">The code points add up to ${place.sum}. ${place.sum} mod ${size} = ${place.position}, ${place.position} mod ${slots} = ${place.slot}:
            <button onClick=${() => choose(place.slot)}>slot ${place.slot}</button></p>`}</section>`;
}
