/** The recorded datagrams of all processes: live, or paused, stepped and rewound. */
import { html, useEffect, useRef, useState } from '../preact.js';
import { request } from '../api.js';
import { added, arrows, lanes, moved, shown } from './model.js';
import { jsonLines, save, shiViz, svgFile } from './export.js';

const SHOWN = 40;
const PERIOD_MILLIS = 500;

/** Follows the record. @returns {import('./model.js').LabEvent[]} */
function useEvents() {
    const [events, setEvents] = useState(/** @type {import('./model.js').LabEvent[]} */ ([]));
    const known = useRef(events);
    useEffect(() => {
        let timer = 0;
        let stopped = false;
        const look = async () => {
            const last = known.current.at(-1)?.number ?? 0;
            try {
                const more = document.hidden ? [] : await request(`/api/lab/events?after=${last}&limit=2000`);
                known.current = added(known.current, more);
                if (!stopped) setEvents(known.current);
            } catch (e) {
                // The page says elsewhere that the lab does not answer; what is known stays.
            }
            if (!stopped) timer = setTimeout(look, PERIOD_MILLIS);
        };
        look();
        return () => {
            stopped = true;
            clearTimeout(timer);
        };
    }, []);
    return events;
}

export function Events() {
    const events = useEvents();
    const [upTo, setUpTo] = useState(/** @type {number | null} */ (null));
    const view = shown(events, upTo, SHOWN);
    const first = events[0]?.number ?? 0;
    const last = events.at(-1)?.number ?? 0;
    const figure = useRef(/** @type {any} */ (null));
    return html`<section aria-label="Recorded events"><h2>Recorded datagrams</h2><div class="controls">
            <button id="pause" aria-pressed=${upTo !== null} onClick=${() => setUpTo(upTo === null ? last : null)}>${upTo === null ? 'Pause' : 'Go on'}</button>
            <button onClick=${() => setUpTo(moved(events, upTo, -1))}>Step back</button>
            <button onClick=${() => setUpTo(moved(events, upTo, 1))}>Step</button>
            <label>Rewind <input type="range" min=${first} max=${last} value=${upTo ?? last} onInput=${(event) => setUpTo(Number(event.target.value))} /></label>
            <span id="place">${upTo === null ? `live, ${last} events` : `event ${upTo} of ${last}`}</span></div>
        <div class="controls"><button onClick=${() => save('ringcast-trace.jsonl', 'application/x-ndjson', jsonLines(events))}>Save as JSON lines</button>
            <button onClick=${() => save('ringcast-trace.shiviz.txt', 'text/plain', shiViz(events))}>Save for ShiViz</button>
            <button onClick=${() => save('ringcast-diagram.svg', 'image/svg+xml', svgFile(figure.current.querySelector('svg')))} disabled=${view.length === 0}>Save the diagram as SVG</button></div>
        <div class="scroll" ref=${figure} tabindex="0" role="region" aria-label="Time-space diagram"><${TimeSpace} events=${view} /></div>
        <details><summary>The same as a table, with raw times</summary><div class="scroll" tabindex="0" role="region" aria-label="Table of datagrams"><table class="plain" id="events"><thead><tr><th scope="col">No.</th><th scope="col">Time</th><th scope="col">Process</th><th scope="col">What</th><th scope="col">Request</th></tr></thead>
            <tbody>${view.map((event) => html`<tr key=${event.number}><td>${event.number}</td><td><code>${event.at}</code></td><td>${event.process}</td>
                <td>${event.direction === 'lab' ? `${event.type}: ${event.peer}` : `${event.type} ${event.direction === 'in' ? 'from' : 'to'} ${event.peer}`}</td><td><code>${event.id ?? ''}</code></td></tr>`)}</tbody></table></div></details>
        <p class="help">Each arrow is a datagram: sent at its beginning, received at its end; a cross is where one got lost. Arrows join events by what was sent, never by clocks. Signs of life are left out.</p></section>`;
}

const STEP = 30;
const LANE = 36;
const LEFT = 70;

/** @param {{events: import('./model.js').LabEvent[]}} props */
export function TimeSpace({ events }) {
    const names = lanes(events);
    const x = (event) => LEFT + events.indexOf(event) * STEP + 10;
    const y = (name) => 24 + names.indexOf(name) * LANE;
    const width = LEFT + Math.max(1, events.length) * STEP + 20;
    const height = 24 + names.length * LANE + 10;
    const drawn = arrows(events);
    return html`<svg class="figure timespace" viewBox=${`0 0 ${width} ${height}`} width=${width} height=${height} role="img"
            aria-label=${`${events.length} events of ${names.join(', ') || 'nobody'}; the table below tells the same`}>
        ${names.map((name) => html`<g key=${name}><text x="4" y=${y(name) + 4}>${name}</text><line class="axis" x1=${LEFT - 10} y1=${y(name)} x2=${width - 5} y2=${y(name)} /></g>`)}
        ${events.filter((event) => event.direction === 'lab').map((event) => html`<g key=${event.number}><line class="deed" x1=${x(event)} y1="10" x2=${x(event)} y2=${height - 5} />
            <text x=${x(event) + 3} y="12">${event.type} ${event.peer}</text></g>`)}
        ${drawn.map(({ from, to }, i) => {
        if (to === null) {
            return html`<g key=${i}><line class="lost" x1=${x(from)} y1=${y(from.process)} x2=${x(from) + 12} y2=${y(from.process) + 14} /><text class="cross" x=${x(from) + 10} y=${y(from.process) + 20}>×</text></g>`;
        }
        return html`<g key=${i}><line class="arrow" x1=${x(from)} y1=${y(from.process)} x2=${x(to)} y2=${y(to.process)} /><circle class="hit" cx=${x(to)} cy=${y(to.process)} r="3" /></g>`;
    })}
        ${events.filter((event) => event.direction === 'out').map((event) => html`<text class="muted" key=${event.number} x=${x(event) - 4} y=${y(event.process) - 5}>${event.type}</text>`)}
    </svg>`;
}
