/**
 * Server-sent events over fetch, since an EventSource can send no token. Resumes with Last-Event-ID.
 *
 * @typedef {{id: string | null, name: string, data: string}} ServerEvent
 */
import { headers } from './api.js';

const SILENCE_MAX_MS = 5_000;
const RETRY_MS = 500;

/**
 * Takes the complete events off the beginning of a text.
 * @param {string} text
 * @returns {{events: ServerEvent[], rest: string}}
 */
export function takeEvents(text) {
    const blocks = text.replaceAll('\r\n', '\n').split('\n\n');
    const rest = blocks.pop() ?? '';
    const events = blocks.map(parseEvent).filter((event) => event.data !== '' || event.id !== null);
    return { events, rest };
}

/** @param {string} block @returns {ServerEvent} */
function parseEvent(block) {
    const event = { id: /** @type {string | null} */ (null), name: 'message', data: '' };
    const data = [];
    for (const line of block.split('\n')) {
        const colon = line.indexOf(':');
        if (colon <= 0) {
            continue;
        }
        const value = line.slice(colon + 1).replace(/^ /, '');
        switch (line.slice(0, colon)) {
            case 'id': event.id = value; break;
            case 'event': event.name = value; break;
            case 'data': data.push(value); break;
        }
    }
    event.data = data.join('\n');
    return event;
}

/**
 * Follows a stream until it is told to stop. A stream that ends, or is silent for longer than its heartbeat, is opened again
 * after the last event.
 * @param {string} path
 * @param {string | null} after the id of the last event that is known
 * @param {(event: ServerEvent) => void} take
 * @param {(connected: boolean) => void} connection told whenever it changes
 * @returns {() => void} stops
 */
export function follow(path, after, take, connection) {
    let stopped = false;
    let last = after;
    let abort = new AbortController();
    (async () => {
        while (!stopped) {
            abort = new AbortController();
            try {
                await readOnce(path, last, abort, (event) => {
                    last = event.id ?? last;
                    take(event);
                }, connection);
            } catch (e) {
                if (stopped) {
                    return;
                }
            }
            connection(false);
            await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
    })();
    return () => {
        stopped = true;
        abort.abort();
    };
}

/**
 * @param {string} path @param {string | null} last @param {AbortController} abort
 * @param {(event: ServerEvent) => void} take @param {(connected: boolean) => void} connection
 */
async function readOnce(path, last, abort, take, connection) {
    /** @type {Record<string, string>} */
    const more = { Accept: 'text/event-stream' };
    if (last !== null) {
        more['Last-Event-ID'] = last;
    }
    const answer = await fetch(path, { headers: headers(more), signal: abort.signal, cache: 'no-store' });
    if (answer.status === 401) {
        dispatchEvent(new Event('signedout'));
    }
    if (!answer.ok || answer.body === null) {
        return;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (true) {
        const timer = setTimeout(() => abort.abort(), SILENCE_MAX_MS);
        const { value, done } = await reader.read().finally(() => clearTimeout(timer));
        if (done) {
            return;
        }
        connection(true);
        const taken = takeEvents(text + value);
        text = taken.rest;
        taken.events.forEach(take);
    }
}
