/**
 * Reserves and deletes, at a server or through a client.
 *
 * @typedef {import('./state.js').Slot} Slot
 * @typedef {{slot: Slot, status: 'done' | 'taken' | 'unknown' | 'refused', holder: string | null, text: string}} Outcome
 *     holder: who has the slot now, as far as that is known
 */
import { post, request, withQuery } from '../api.js';

/** A word as a client's prompt takes it, whatever its characters. @param {string} word */
export const quoted = (word) => `"${word.replaceAll('"', '""')}"`;

/** @param {'reserve' | 'delete'} verb @param {Slot} slot */
export const line = (verb, slot) => [verb, ...[slot.room, slot.timeslot, slot.day].map(quoted)].join(' ');

/** At a server: whoever asks says for whom. */
const server = {
    /** @param {Slot} slot @param {string} holder @returns {Promise<Outcome>} */
    async reserve(slot, holder) {
        try {
            const made = await post('/api/reservations', { ...slot, holder });
            return { slot, status: 'done', holder: made.holder, text: '' };
        } catch (e) {
            return failed(slot, e);
        }
    },
    /** @param {Slot} slot @param {string} holder @returns {Promise<Outcome>} */
    async remove(slot, holder) {
        try {
            await request(withQuery('/api/reservations', { ...slot, holder }), { method: 'DELETE' });
            return { slot, status: 'done', holder: null, text: '' };
        } catch (e) {
            return failed(slot, e);
        }
    },
};

/** @param {Slot} slot @param {any} e @returns {Outcome} */
function failed(slot, e) {
    const holder = e.problem?.holder ?? null;
    if (holder !== null) {
        return { slot, status: 'taken', holder, text: e.message };
    }
    const unknown = e.status === 504 || e.status === 0;
    return { slot, status: unknown ? 'unknown' : 'refused', holder: null, text: e.message };
}

/** Through a client: always for its own user. */
const client = {
    /** @param {Slot} slot @param {string} holder @returns {Promise<Outcome>} */
    reserve: (slot, holder) => command('reserve', slot, holder),
    /** @param {Slot} slot @returns {Promise<Outcome>} */
    remove: (slot) => command('delete', slot, null),
};

/** @param {'reserve' | 'delete'} verb @param {Slot} slot @param {string | null} after @returns {Promise<Outcome>} */
async function command(verb, slot, after) {
    const key = { 'Idempotency-Key': randomKey() };
    try {
        const answer = await post('/api/commands', { line: line(verb, slot) }, key);
        const text = answer.lines.join(' ');
        switch (answer.status) {
            case 'OK': return { slot, status: 'done', holder: after, text };
            case 'ROOM_TAKEN': return { slot, status: 'taken', holder: null, text };
            case 'UNKNOWN': return { slot, status: 'unknown', holder: null, text };
            default: return { slot, status: 'refused', holder: null, text };
        }
    } catch (e) {
        return failed(slot, e);
    }
}

/** crypto.randomUUID is only for pages over TLS. */
function randomKey() {
    return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('-');
}

/** @param {{program: string}} info */
export const serviceOf = (info) => (info.program === 'reservation-client' ? client : server);
