/**
 * Where everything is in the grid, without a browser.
 *
 * @typedef {{name: string, title: string, date: string | null}} Day
 * @typedef {{key: string, title: string, days: Day[]}} Week
 * @typedef {{day: string, timeslot: string, first: boolean}} Column
 * @typedef {{row: number, column: number}} Place
 */
import { timeKey } from './state.js';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The instant at which a date begins in UTC; null if a name is no date. @param {string} name */
export function dateOf(name) {
    if (!/^\d{4}-\d\d-\d\d$/.test(name)) {
        return null;
    }
    const millis = Date.parse(`${name}T00:00:00Z`);
    return Number.isNaN(millis) || !new Date(millis).toISOString().startsWith(name) ? null : millis;
}

/** 0 for Monday. @param {number} millis */
const weekday = (millis) => (new Date(millis).getUTCDay() + 6) % 7;

/**
 * Days by week: dates in the week that they are in, all others together in a week that comes again and again.
 * @param {string[]} names @returns {Week[]}
 */
export function weeksOf(names) {
    /** @type {Week[]} */
    const weeks = [];
    const everyWeek = names.filter((name) => dateOf(name) === null);
    if (everyWeek.length > 0) {
        weeks.push({
            key: 'every',
            title: 'Every week',
            days: everyWeek.map((name) => ({ name, title: name, date: null })),
        });
    }
    const dated = names
        .map((name) => ({ name, millis: dateOf(name) }))
        .filter((day) => day.millis !== null)
        .sort((a, b) => Number(a.millis) - Number(b.millis));
    for (const { name, millis } of dated) {
        const monday = new Date(Number(millis) - weekday(Number(millis)) * DAY_MS).toISOString().slice(0, 10);
        if (weeks.at(-1)?.key !== monday) {
            weeks.push({ key: monday, title: `Week of ${monday}`, days: [] });
        }
        weeks.at(-1)?.days.push({ name, title: `${WEEKDAYS[weekday(Number(millis))]} ${name}`, date: name });
    }
    return weeks;
}

/** The week that is shown first: that of a date if there is one, else the next one. @param {Week[]} weeks @param {string} today */
export function firstWeek(weeks, today) {
    const later = weeks.find((week) => week.days.some((day) => day.date !== null && day.date >= today));
    return (weeks.find((week) => week.key === 'every') ?? later ?? weeks.at(-1))?.key ?? '';
}

/** @param {Day[]} days @param {string[]} timeslots @returns {Column[]} */
export const columnsOf = (days, timeslots) =>
    days.flatMap((day) => timeslots.map((timeslot, i) => ({ day: day.name, timeslot, first: i === 0 })));

/**
 * The cells of a room, adjacent ones of one holder together: a run never goes beyond its day.
 * @param {import('./state.js').Held} held @param {Column[]} columns
 * @returns {{holder: string | null, begins: boolean, ends: boolean, length: number}[]}
 */
export function cellsOf(held, columns) {
    const holders = columns.map((column) => held.get(timeKey(column.day, column.timeslot)) ?? null);
    const cells = holders.map((holder, i) => {
        const begins = i === 0 || columns[i].first || holders[i - 1] !== holder;
        const ends = i === holders.length - 1 || columns[i + 1].first || holders[i + 1] !== holder;
        return { holder, begins, ends, length: 1 };
    });
    for (let i = cells.length - 2; i >= 0; i--) {
        if (!cells[i].ends) {
            cells[i].length = cells[i + 1].length + 1;
        }
    }
    return cells;
}

/** A colour of its own for each name, always the same one. @param {string} name @returns {number} a hue */
export function hueOf(name) {
    let hash = 7;
    for (const char of name) {
        hash = (hash * 31 + Number(char.codePointAt(0))) % 360_007;
    }
    return (hash * 137) % 360;
}

/**
 * Where a key leads in a grid (WAI-ARIA); null if it leads nowhere.
 * @param {Place} from @param {{key: string, ctrl: boolean}} pressed
 * @param {{rows: number, columns: number, perDay: number}} size
 * @returns {Place | null}
 */
export function moved(from, { key, ctrl }, size) {
    const { row, column } = from;
    const at = (r, c) => ({
        row: Math.min(Math.max(r, 0), size.rows - 1),
        column: Math.min(Math.max(c, 0), size.columns - 1),
    });
    switch (key) {
        case 'ArrowLeft': return at(row, column - 1);
        case 'ArrowRight': return at(row, column + 1);
        case 'ArrowUp': return at(row - 1, column);
        case 'ArrowDown': return at(row + 1, column);
        case 'PageUp': return at(row, column - size.perDay);
        case 'PageDown': return at(row, column + size.perDay);
        case 'Home': return at(ctrl ? 0 : row, 0);
        case 'End': return at(ctrl ? size.rows - 1 : row, size.columns - 1);
        default: return null;
    }
}

/** All places between two, whichever corners they are. @param {Place} a @param {Place} b @returns {Place[]} */
export function rectangle(a, b) {
    const places = [];
    for (let row = Math.min(a.row, b.row); row <= Math.max(a.row, b.row); row++) {
        for (let column = Math.min(a.column, b.column); column <= Math.max(a.column, b.column); column++) {
            places.push({ row, column });
        }
    }
    return places;
}

/** Hours of a timeslot in few characters, as a heading. @param {string} timeslot */
export const shortTime = (timeslot) => timeslot.replace(/:00/g, '').replace(/\s*[-–]\s*.*/, '');
