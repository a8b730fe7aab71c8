/** Diagrams and traces as files. */
import { arrows, lanes } from './model.js';

/** One JSON object a line. @param {import('./model.js').LabEvent[]} events */
export const jsonLines = (events) => events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** What ShiViz is told of the format: its default parser, with the event before the host and its vector clock. */
const SHIVIZ_PARSER = String.raw`(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`;

/**
 * The log that ShiViz reads: each event with the vector clock of its process. The clocks follow from who received what; an event
 * of a process comes after those before it, and a reception after what was sent.
 * @param {import('./model.js').LabEvent[]} events
 */
export function shiViz(events) {
    const sorted = [...events].filter((event) => event.direction !== 'lab').sort((a, b) => (a.at === b.at ? a.number - b.number : a.at < b.at ? -1 : 1));
    /** @type {Map<import('./model.js').LabEvent, import('./model.js').LabEvent>} */
    const sentBy = new Map(arrows(sorted).flatMap(({ from, to }) => (to === null ? [] : [[to, from]])));
    /** @type {Map<string, import('./model.js').LabEvent[]>} */
    const waiting = new Map(lanes(sorted).map((name) => [name, sorted.filter((event) => event.process === name)]));
    const clocks = new Map([...waiting.keys()].map((name) => [name, /** @type {Record<string, number>} */ ({})]));
    const stamps = new Map();
    const lines = [];
    let moved = true;
    while (moved) {
        moved = false;
        for (const [name, own] of waiting) {
            while (own.length > 0) {
                const sent = sentBy.get(own[0]);
                if (sent !== undefined && !stamps.has(sent)) {
                    break;
                }
                const event = /** @type {import('./model.js').LabEvent} */ (own.shift());
                const clock = { ...clocks.get(name) };
                for (const [other, count] of Object.entries(sent === undefined ? {} : stamps.get(sent))) {
                    clock[other] = Math.max(clock[other] ?? 0, count);
                }
                clock[name] = (clock[name] ?? 0) + 1;
                clocks.set(name, clock);
                stamps.set(event, clock);
                lines.push(`${event.at} ${event.type} ${event.direction === 'in' ? 'from' : 'to'} ${event.peer} ${event.id ?? ''}\n${name} ${JSON.stringify(clock)}\n`);
                moved = true;
            }
        }
    }
    return `${SHIVIZ_PARSER}\n\n${lines.join('')}`;
}

const PRESENTATION = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family', 'font-weight', 'text-anchor'];

/** A diagram as a file of its own: what the style sheet says is written into it. @param {SVGSVGElement} svg */
export function svgFile(svg) {
    const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    const originals = [svg, ...svg.querySelectorAll('*')];
    [copy, ...copy.querySelectorAll('*')].forEach((element, i) => {
        const style = getComputedStyle(originals[i]);
        element.removeAttribute('class');
        for (const name of PRESENTATION) {
            element.setAttribute(name, style.getPropertyValue(name));
        }
    });
    return new XMLSerializer().serializeToString(copy);
}

/** Has the browser save a file. @param {string} name @param {string} type @param {string} text */
export function save(name, type, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
