/** What somebody has reserved, and a button to give it back. */
import { html, useMemo } from '../preact.js';
import { Confirmation, Outcome, useBooking, useHolder } from './booking.js';
import { useGrid } from './live.js';
import { serviceOf } from './service.js';
import { slotKey, slotsOf } from './state.js';

export default function Mine({ info, who }) {
    const { grid, failure, put } = useGrid(() => {});
    const holder = useHolder(info, who);
    const service = useMemo(() => serviceOf(info), [info]);
    const booking = useBooking(grid, service, put);
    if (grid === null) {
        return html`<h1>My bookings</h1><p role="status">${failure ?? 'Loading …'}</p>`;
    }
    const mine = slotsOf(grid, holder.name.trim());
    return html`<h1>My bookings</h1>
        <div class="controls"><label>Name <input value=${holder.name} readonly=${holder.fixed}
            onInput=${(event) => holder.setName(event.target.value)} maxlength="100" /></label></div>
        ${mine.length === 0 ? html`<p>Nothing is reserved for ${holder.name || 'you'}.</p>` : html`<table class="plain">
            <thead><tr><th scope="col">Day</th><th scope="col">Timeslot</th><th scope="col">Room</th><th scope="col"><span class="hidden">Delete</span></th></tr></thead>
            <tbody>${mine.map((slot) => html`<tr key=${slotKey(slot)}><td>${slot.day}</td><td>${slot.timeslot}</td><td>${slot.room}</td>
                <td>${who.role !== 'viewer' && html`<button aria-label=${`Delete ${slot.room}, ${slot.day} ${slot.timeslot}`}
                    onClick=${() => booking.setPlan({ verb: 'delete', slots: [slot], holder: holder.name.trim() })}>Delete</button>`}</td></tr>`)}</tbody>
        </table>`}
        <${Outcome} booking=${booking} /><${Confirmation} booking=${booking} confirmed=${() => {}} />`;
}
