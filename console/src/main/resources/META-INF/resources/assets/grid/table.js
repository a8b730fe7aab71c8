import { Component, html, useLayoutEffect, useMemo, useRef } from '../preact.js';
import { cellsOf, columnsOf, hueOf, moved, rectangle, shortTime } from './layout.js';
import { heldOf, slotKey } from './state.js';

/** A room's row; drawn again only when something of it changes. */
class Row extends Component {
    shouldComponentUpdate(next) {
        return ['room', 'row', 'held', 'columns', 'focused', 'chosen', 'dim'].some((name) => next[name] !== this.props[name]);
    }

    render({ room, row, held, columns, focused, chosen, dim }) {
        return html`<tr role="row" aria-rowindex=${row + 3}>
            <th scope="row" role="rowheader">${room}</th>
            ${cellsOf(held, columns).map((cell, i) => {
                const { day, timeslot, first } = columns[i];
                const names = ['cell', first && 'day', cell.holder === null ? 'free' : 'held', cell.begins && 'begins',
                    cell.ends && 'ends', dim(cell.holder) && 'dim'];
                return html`<td key=${i} role="gridcell" data-row=${row} data-column=${i} id=${`c-${row}-${i}`}
                    class=${names.filter(Boolean).join(' ')} aria-colindex=${i + 2}
                    tabindex=${i === focused ? 0 : -1} aria-selected=${chosen.includes(`,${i},`)}
                    style=${cell.holder === null ? undefined : { '--hue': hueOf(cell.holder), '--run': cell.length }}
                    aria-label=${`${room}, ${day} ${timeslot}, ${cell.holder ?? 'free'}`}
                    title=${cell.holder === null ? undefined : `${cell.holder} · ${day} ${timeslot}`}>
                    ${cell.holder !== null && cell.begins && html`<span class="name" aria-hidden="true">${cell.holder}</span>`}
                </td>`;
            })}
        </tr>`;
    }
}

/** @param {Event} event @returns {import('./layout.js').Place | null} */
function placeOf(event) {
    const cell = event.target instanceof Element ? event.target.closest('[data-column]') : null;
    return cell instanceof HTMLElement ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
}

/**
 * All rooms of a week as a table, one cell for each slot.
 * @param {{grid: any, rooms: string[], days: any[], selection: Map<string, any>, select: (slots: any[], add: boolean) => void,
 *     focus: any, setFocus: (place: any) => void, act: () => void, dim: (holder: string | null) => boolean,
 *     caption: string}} props
 */
export function WeekTable({ grid, rooms, days, selection, select, focus, setFocus, act, dim, caption }) {
    const columns = useMemo(() => columnsOf(days, grid.timeslots), [days, grid.timeslots]);
    const byKeyboard = useRef(false);
    const anchor = useRef(/** @type {any} */ (null));
    const dragging = useRef(false);
    const size = { rows: rooms.length, columns: columns.length, perDay: grid.timeslots.length };
    const place = {
        row: Math.min(focus.row, size.rows - 1),
        column: Math.min(focus.column, size.columns - 1),
    };
    useLayoutEffect(() => {
        if (byKeyboard.current) {
            byKeyboard.current = false;
            document.getElementById(`c-${place.row}-${place.column}`)?.focus();
        }
    });
    const slotAt = ({ row, column }) => ({
        room: rooms[row], day: columns[column].day, timeslot: columns[column].timeslot,
    });
    const range = (from, to, add) => select(rectangle(from, to).map(slotAt), add);

    const keydown = (event) => {
        const to = moved(place, { key: event.key, ctrl: event.ctrlKey || event.metaKey }, size);
        if (to !== null) {
            event.preventDefault();
            byKeyboard.current = true;
            if (event.shiftKey) {
                anchor.current ??= place;
                range(anchor.current, to, false);
            } else {
                anchor.current = null;
            }
            setFocus(to);
        } else if (event.key === ' ') {
            event.preventDefault();
            const slot = slotAt(place);
            select([slot], true);
        } else if (event.key === 'Enter') {
            event.preventDefault();
            if (selection.size === 0) {
                select([slotAt(place)], false);
            }
            act();
        } else if (event.key === 'Escape') {
            select([], false);
        }
    };
    const down = (event) => {
        const to = placeOf(event);
        if (to === null || event.button !== 0) {
            return;
        }
        if (event.shiftKey) {
            range(place, to, false);
        } else if (event.pointerType === 'mouse') {
            dragging.current = true;
            anchor.current = to;
            select([slotAt(to)], true);
        }
        setFocus(to);
    };
    const over = (event) => {
        const to = placeOf(event);
        if (dragging.current && to !== null && event.buttons === 1 && (to.row !== anchor.current.row || to.column !== anchor.current.column)) {
            range(anchor.current, to, false);
        }
    };
    const up = (event) => {
        const to = placeOf(event);
        if (event.pointerType !== 'mouse' && to !== null) {
            select([slotAt(to)], true);
        }
        dragging.current = false;
    };
    return html`<div class="scroll" tabindex="-1"><table class="grid" role="grid" aria-multiselectable="true" aria-label=${caption}
            aria-rowcount=${rooms.length + 2} aria-colcount=${columns.length + 1}
            onKeyDown=${keydown} onPointerDown=${down} onPointerOver=${over} onClick=${up}
            onfocusin=${(event) => { const to = placeOf(event); if (to && !dragging.current) setFocus(to); }}>
        <thead>
            <tr role="row" aria-rowindex="1"><th role="columnheader" scope="col" rowspan="2">Room</th>
                ${days.map((day) => html`<th key=${day.name} role="columnheader" scope="colgroup" class="day"
                    colspan=${grid.timeslots.length}>${day.title}</th>`)}</tr>
            <tr role="row" aria-rowindex="2">${columns.map((column, i) => html`<th key=${i} role="columnheader" scope="col"
                class=${column.first ? 'time day' : 'time'} title=${column.timeslot}><span aria-hidden="true">${shortTime(column.timeslot)}</span><span
                class="hidden">${column.timeslot}</span></th>`)}</tr>
        </thead>
        <tbody>${rooms.map((room, row) => html`<${Row} key=${room} room=${room} row=${row} held=${heldOf(grid, room)}
            columns=${columns} focused=${row === place.row ? place.column : -1}
            chosen=${chosenIn(room, columns, selection)} dim=${dim} />`)}</tbody>
    </table></div>`;
}

/** The chosen columns of a room as text: the same text means that nothing is to be drawn. */
function chosenIn(room, columns, selection) {
    if (selection.size === 0) {
        return '';
    }
    let chosen = ',';
    columns.forEach((column, i) => {
        if (selection.has(slotKey({ room, day: column.day, timeslot: column.timeslot }))) {
            chosen += `${i},`;
        }
    });
    return chosen;
}
