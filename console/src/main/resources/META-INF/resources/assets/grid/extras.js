/** What a server tells beside the grid. */
import { html, useState } from '../preact.js';
import { withQuery } from '../api.js';
import { usePolled } from '../hooks.js';

/** Addresses of calendars to subscribe to. @param {{rooms: string[], holders: string[]}} props */
export function Calendars({ rooms, holders }) {
    const [room, setRoom] = useState('');
    const [holder, setHolder] = useState('');
    const address = withQuery(`${location.origin}/api/reservations.ics`, { room, holder }).replace(/\?$/, '');
    return html`<details class="extra"><summary>Calendar to subscribe to</summary>
        <div class="controls">
            <label>Room <select value=${room} onChange=${(event) => setRoom(event.target.value)}><option value="">all</option>
                ${rooms.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></label>
            <label>Holder <select value=${holder} onChange=${(event) => setHolder(event.target.value)}><option value="">all</option>
                ${holders.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></label>
        </div>
        <p><label>Address <input readonly value=${address} class="wide" onFocus=${(event) => event.target.select()} /></label></p>
        <p><a href=${address} download="reservations.ics">Download it once</a></p>
    </details>`;
}

/** Conflicts that a partition left: those who lost are told here, and have to choose anew. */
export function Conflicts() {
    const { value } = usePolled('/api/replica', 5_000);
    if (!value || value.conflictCount === 0) {
        return null;
    }
    return html`<details class="extra" open><summary>Conflicts after a partition: ${value.conflictCount}</summary>
        <p>Two parts of the group decided about the same slot while they could not reach each other. One decision stands; tell
            those who lost, and reserve another slot for them.</p>
        <ul>${value.conflicts.map((each) => html`<li key=${each.lostRequestId}>${each.room}, ${each.day} ${each.timeslot}:
            ${each.keptHolder ? `${each.keptHolder} has it` : 'nobody has it'}, ${each.lostHolder} lost (${each.kind}).</li>`)}</ul>
    </details>`;
}
