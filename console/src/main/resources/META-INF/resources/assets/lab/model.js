/**
 * What the lab's page knows of recorded events, without a browser.
 *
 * @typedef {{number: number, process: string, at: string, direction: string, peer: string, type: string, id: string | null, text: string}} LabEvent
 * @typedef {{from: LabEvent, to: LabEvent | null}} Arrow
 */

/** How many events are kept. */
export const KEPT_MAX = 4_000;

/** Adds newer events. @param {LabEvent[]} known @param {LabEvent[]} more */
export function added(known, more) {
    const last = known.at(-1)?.number ?? 0;
    const fresh = more.filter((event) => event.number > last);
    return fresh.length === 0 ? known : [...known, ...fresh].slice(-KEPT_MAX);
}

/**
 * The events that are shown: the newest ones up to a place. In the order of their raw times, since the lab learns of them in
 * another order; all clocks are this host's.
 * @param {LabEvent[]} events @param {number | null} upTo the number of the last one; null shows the newest @param {number} count
 */
export function shown(events, upTo, count) {
    const past = upTo === null ? events : events.filter((event) => event.number <= upTo);
    return past.slice(-count).sort((a, b) => (a.at === b.at ? a.number - b.number : a.at < b.at ? -1 : 1));
}

/** The place one event further, or back. @param {LabEvent[]} events @param {number | null} upTo @param {number} by */
export function moved(events, upTo, by) {
    if (events.length === 0) {
        return null;
    }
    const at = upTo === null ? events.length - 1 : events.findIndex((event) => event.number >= upTo);
    return events[Math.max(0, Math.min(events.length - 1, (at < 0 ? events.length - 1 : at) + by))].number;
}

/**
 * Who sent what to whom. A datagram is paired with its receptions by its content and its ends, never by clocks. A multicast has
 * several. What nobody received has an arrow to nowhere.
 * @param {LabEvent[]} events @returns {Arrow[]}
 */
export function arrows(events) {
    /** @type {Map<string, LabEvent[]>} */
    const receptions = new Map();
    for (const event of events.filter((each) => each.direction === 'in')) {
        const key = `${event.peer}|${event.text}`;
        receptions.set(key, [...(receptions.get(key) ?? []), event]);
    }
    return events.filter((event) => event.direction === 'out').flatMap((event) => {
        const candidates = receptions.get(`${event.process}|${event.text}`) ?? [];
        const mine = [];
        for (const reception of candidates) {
            const fits = event.peer === 'group' || event.peer === reception.process;
            if (fits && !mine.some((other) => other.process === reception.process)) {
                mine.push(reception);
            }
        }
        receptions.set(`${event.process}|${event.text}`, candidates.filter((reception) => !mine.includes(reception)));
        return mine.length === 0 ? [{ from: event, to: null }] : mine.map((to) => ({ from: event, to }));
    });
}

/** The processes that take part, in a fixed order. @param {LabEvent[]} events */
export function lanes(events) {
    const rank = (name) => ['client', 's', 'm', 'p'].findIndex((letter) => name.startsWith(letter));
    const names = new Set(events.flatMap((event) => (event.direction === 'lab' ? [] : [event.process])));
    return [...names].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }));
}

/** What a process says of itself, in a few words. @param {any} process */
export function summary(process) {
    const status = process.status;
    if (status === null) {
        return '';
    }
    switch (process.role) {
        case 'server':
        case 'manager':
            return `${status.state}, epoch ${status.epoch}, index ${status.index}, ${String(status.digest).slice(0, 8)}, ${status.coordinator === process.name ? 'leads' : `follows ${status.coordinator ?? 'nobody'}`}`;
        case 'peer':
            return status.user === null ? 'not registered' : status.id === null ? `${status.user}, free` : `${status.user}, node ${status.id} of ${status.n}, ${status.records} records`;
        default:
            return status.status;
    }
}

/** A partition that leaves one process alone. @param {any[]} processes @param {string} alone */
export const cutOff = (processes, alone) => [[alone], processes.map((process) => process.name).filter((name) => name !== alone)];
