/** The latest requests as this process saw them: who sent what when, paired by the ids of requests and never by clocks. */
import { html } from './preact.js';
import { usePolled } from './hooks.js';

const REQUESTS_MAX = 12;

/**
 * Datagrams of the newest requests, by request.
 * @param {{at: string, direction: string, peer: string, type: string, id: string | null}[]} trace oldest first
 * @returns {{id: string, type: string, events: {at: number, micros: number, direction: string, peer: string, type: string}[]}[]}
 */
export function requestsOf(trace) {
    const byId = new Map();
    for (const { at, direction, peer, type, id } of trace) {
        if (id === null) {
            continue;
        }
        if (!byId.has(id)) {
            byId.set(id, []);
        }
        byId.get(id).push({ at: microsOf(at), direction, peer, type });
    }
    return [...byId].slice(-REQUESTS_MAX).reverse().map(([id, events]) => ({
        id,
        type: events[0].type,
        events: events.map((event) => ({ ...event, micros: event.at - events[0].at })),
    }));
}

/** Microseconds since 1970: Date knows milliseconds only. @param {string} instant */
export function microsOf(instant) {
    const [, seconds, fraction = ''] = /^([^.]*?)(?:\.(\d+))?Z$/.exec(instant) ?? ['', instant];
    return Date.parse(`${seconds}Z`) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** @param {{name: string}} props */
export function TimeSpace({ name }) {
    const { value } = usePolled('/api/trace?limit=200', 1_000);
    const requests = requestsOf(value ?? []);
    return html`<section aria-label="Latest requests"><h2>Latest requests of clients, as ${name} saw them</h2>
        ${requests.length === 0 ? html`<p>None yet.</p>` : html`<table class="plain"><thead><tr><th scope="col">Request</th><th scope="col">What</th>
            <th scope="col">Client and ${name}, in microseconds since the request came</th></tr></thead>
        <tbody>${requests.map((request) => html`<tr key=${request.id}><td><code>${request.id}</code></td><td>${request.type}</td>
            <td><${Arrows} request=${request} name=${name} /></td></tr>`)}</tbody></table>`}
        <p class="help">The times are this process's clock, as recorded. Arrows belong together by the id of the request.</p></section>`;
}

function Arrows({ request, name }) {
    const { events } = request;
    const last = Math.max(1, events.at(-1)?.micros ?? 1);
    const x = (micros) => 70 + (micros / last) * 330;
    const text = events.map((event) => `${event.type} ${event.direction === 'in' ? 'from' : 'to'} ${event.peer} at ${event.micros}`).join('; ');
    return html`<svg class="figure" viewBox="0 0 470 70" width="470" role="img" aria-label=${text}>
        <text x="0" y="20">client</text><text x="0" y="60">${name}</text>
        <line class="axis" x1="60" y1="16" x2="440" y2="16" /><line class="axis" x1="60" y1="56" x2="440" y2="56" />
        ${events.map((event, i) => {
            const incoming = event.direction === 'in';
            const from = incoming ? 16 : 56;
            const to = incoming ? 56 : 16;
            return html`<g key=${i}><line class="arrow" x1=${x(event.micros) - (incoming ? 8 : 0)} y1=${from} x2=${x(event.micros) + (incoming ? 0 : 8)} y2=${to} />
                <circle class="hit" cx=${x(event.micros) + (incoming ? 0 : 8)} cy=${to} r="3" />
                <text class="muted" x=${x(event.micros) + 4} y="40">${event.micros}</text></g>`;
        })}
    </svg>`;
}
