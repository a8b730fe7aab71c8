/**
 * Where nodes are on the ring, without a browser.
 *
 * @typedef {{slot: number, state: string, server: string | null, holders: string[], complete: string[]}} SlotView
 */

/** Places on a circle, clockwise from the top. @param {number} count @param {number} radius @param {{x: number, y: number}} centre */
export function circle(count, radius, centre) {
    return Array.from({ length: count }, (_, i) => {
        const angle = (i / count) * 2 * Math.PI - Math.PI / 2;
        return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
    });
}

/** Where the handout puts a record. @param {string} key @param {number} tableSize @param {number} slots */
export function placeOf(key, tableSize, slots) {
    const sum = [...key].reduce((total, char) => total + Number(char.codePointAt(0)), 0);
    const position = sum % tableSize;
    return { sum, position, slot: position % slots };
}

/** What changed between two answers, in words. @param {any} before @param {any} now @returns {string[]} */
export function happened(before, now) {
    const events = [];
    if (before.phase !== now.phase) {
        events.push(`The DHT is ${now.phase}; it was ${before.phase}.`);
    }
    if (before.epoch !== now.epoch) {
        events.push(`Epoch ${now.epoch}.`);
    }
    if (before.slots.length !== now.slots.length) {
        events.push(now.slots.length === 0 ? 'There is no ring any more.' : `A ring of ${now.slots.length} slots.`);
        return events;
    }
    now.slots.forEach((slot, i) => {
        const was = before.slots[i];
        if (was.server !== slot.server) {
            events.push(slot.server === null ? `Slot ${i} is lost.` : `${slot.server} answers for slot ${i}${was.server === null ? '' : `, before it ${was.server}`}.`);
        } else if (was.state !== slot.state) {
            events.push(`Slot ${i} is ${slot.state}; it was ${was.state}.`);
        }
        for (const user of slot.complete.filter((name) => !was.complete.includes(name))) {
            events.push(`${user} has all records of slot ${i}.`);
        }
    });
    return events;
}
