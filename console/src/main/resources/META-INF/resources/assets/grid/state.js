/**
 * The grid as data, without a browser.
 *
 * @typedef {{room: string, day: string, timeslot: string}} Slot
 * @typedef {Slot & {holder: string | null}} SlotNow
 * @typedef {ReadonlyMap<string, string>} Held holders of a room's slots, by timeKey
 * @typedef {{version: string, rooms: string[], timeslots: string[], days: string[], held: ReadonlyMap<string, Held>,
 *     notice: string | null}} Grid
 */

const NONE = new Map();

/** No name has a control character. @param {string} day @param {string} timeslot */
export const timeKey = (day, timeslot) => `${day}\n${timeslot}`;

/** @param {Slot} slot */
export const slotKey = (slot) => `${slot.room}\n${timeKey(slot.day, slot.timeslot)}`;

/** The grid that a process tells. @param {any} body @returns {Grid} */
export function gridOf(body) {
    const held = new Map();
    for (const { room, day, timeslot, holder } of body.bookings) {
        if (!held.has(room)) {
            held.set(room, new Map());
        }
        held.get(room).set(timeKey(day, timeslot), holder);
    }
    const { version, rooms, timeslots, days, notice } = body;
    return { version, rooms, timeslots, days, held, notice };
}

/** @param {Grid} grid @param {string} room @returns {Held} */
export const heldOf = (grid, room) => grid.held.get(room) ?? NONE;

/** @param {Grid} grid @param {Slot} slot @returns {string | null} */
export const holderOf = (grid, slot) => heldOf(grid, slot.room).get(timeKey(slot.day, slot.timeslot)) ?? null;

/**
 * The grid after some slots have changed hands. What a room has stays the same object if nothing of it changes.
 * @param {Grid} grid @param {SlotNow[]} slots
 * @returns {{grid: Grid, changed: (SlotNow & {before: string | null})[]}}
 */
export function apply(grid, slots) {
    const held = new Map(grid.held);
    const changed = [];
    const copied = new Set();
    for (const slot of slots) {
        const before = holderOf({ ...grid, held }, slot);
        if (before === slot.holder) {
            continue;
        }
        if (!copied.has(slot.room)) {
            held.set(slot.room, new Map(held.get(slot.room)));
            copied.add(slot.room);
        }
        const room = /** @type {Map<string, string>} */ (held.get(slot.room));
        if (slot.holder === null) {
            room.delete(timeKey(slot.day, slot.timeslot));
        } else {
            room.set(timeKey(slot.day, slot.timeslot), slot.holder);
        }
        changed.push({ ...slot, before });
    }
    return changed.length === 0 ? { grid, changed } : { grid: { ...grid, held }, changed };
}

/** The rooms that are free at a time. @param {Grid} grid @param {string} day @param {string} timeslot */
export const freeRooms = (grid, day, timeslot) =>
    grid.rooms.filter((room) => !heldOf(grid, room).has(timeKey(day, timeslot)));

/** All holders, in order. @param {Grid} grid */
export function holdersOf(grid) {
    const holders = new Set();
    for (const room of grid.held.values()) {
        for (const holder of room.values()) {
            holders.add(holder);
        }
    }
    return [...holders].sort((a, b) => a.localeCompare(b));
}

/** What somebody holds, by day, timeslot and room. @param {Grid} grid @param {string} holder @returns {Slot[]} */
export function slotsOf(grid, holder) {
    const slots = [];
    for (const day of grid.days) {
        for (const timeslot of grid.timeslots) {
            for (const room of grid.rooms) {
                if (heldOf(grid, room).get(timeKey(day, timeslot)) === holder) {
                    slots.push({ room, day, timeslot });
                }
            }
        }
    }
    return slots;
}

/** A sentence about changes, for those who hear the page. @param {(SlotNow & {before: string | null})[]} changed */
export function news(changed) {
    if (changed.length > 3) {
        return `${changed.length} slots have changed.`;
    }
    return changed
        .map(({ room, day, timeslot, holder, before }) => {
            const slot = `${room}, ${day} ${timeslot}`;
            return holder === null ? `${slot} is free again; ${before} had it.` : `${holder} has reserved ${slot}.`;
        })
        .join(' ');
}
