/** All rooms of a week: reserve and delete in place, live. */
import { html, useEffect, useMemo, useRef, useState } from '../preact.js';
import { useMedia } from '../hooks.js';
import { Confirmation, Outcome, useBooking, useHolder } from './booking.js';
import { DayCards } from './cards.js';
import { Calendars, Conflicts } from './extras.js';
import { firstWeek, weeksOf } from './layout.js';
import { useGrid } from './live.js';
import { serviceOf } from './service.js';
import { holderOf, holdersOf, news, slotKey } from './state.js';
import { WeekTable } from './table.js';

const PHONE = '(max-width: 40rem)';
const today = () => new Date().toISOString().slice(0, 10);

/** A sentence that is read out: at most one a second, so that a busy group does not talk without end. */
function useAnnouncer() {
    const [text, setText] = useState('');
    const waiting = useRef(/** @type {any[]} */ ([]));
    const timer = useRef(0);
    return {
        text,
        announce: (changed) => {
            waiting.current.push(...changed);
            if (timer.current === 0) {
                timer.current = setTimeout(() => {
                    timer.current = 0;
                    setText(news(waiting.current));
                    waiting.current = [];
                }, waiting.current.length > 1 ? 1_000 : 50);
            }
        },
    };
}

/** @param {{filter: any, setFilter: (filter: any) => void, holders: string[]}} props */
function Filters({ filter, setFilter, holders }) {
    const set = (name) => (event) => setFilter({ ...filter, [name]: event.target.type === 'checkbox' ? event.target.checked : event.target.value });
    return html`<fieldset class="filters"><legend>Show</legend>
        <label>Room <input type="search" value=${filter.room} onInput=${set('room')} placeholder="all" size="10" /></label>
        <label>Holder <select value=${filter.holder} onChange=${set('holder')}>
            <option value="">all</option>${holders.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></label>
        <label class="check"><input type="checkbox" checked=${filter.free} onChange=${set('free')} /> free only</label>
    </fieldset>`;
}

/** @param {{info: any, who: any}} props */
export default function GridPage({ info, who }) {
    const { text, announce } = useAnnouncer();
    const { grid, connected, failure, put } = useGrid(announce);
    if (grid === null) {
        return html`<h1>Rooms</h1>${failure ? html`<p role="alert" class="refused">${failure}</p>` : html`<p aria-busy="true">Loading …</p>`}`;
    }
    return html`<${Loaded} info=${info} who=${who} grid=${grid} put=${put} connected=${connected} />
        <div class="hidden" role="status" aria-live="polite" id="news">${text}</div>`;
}

function Loaded({ info, who, grid, put, connected }) {
    const service = useMemo(() => serviceOf(info), [info]);
    const holder = useHolder(info, who);
    const booking = useBooking(grid, service, put);
    const weeks = useMemo(() => weeksOf(grid.days), [grid.days]);
    const [weekKey, setWeek] = useState(() => firstWeek(weeks, today()));
    const week = weeks.find((each) => each.key === weekKey) ?? weeks[0];
    const [selection, setSelection] = useState(new Map());
    const [focus, setFocus] = useState({ row: 0, column: 0 });
    const [filter, setFilter] = useState({ room: '', holder: '', free: false });
    const holders = useMemo(() => holdersOf(grid), [grid.held]);
    const rooms = useMemo(() => grid.rooms.filter((room) => room.toLowerCase().includes(filter.room.toLowerCase())), [grid.rooms, filter.room]);
    const dim = useMemo(() => (name) => (filter.free ? name !== null : filter.holder !== '' && name !== filter.holder), [filter.free, filter.holder]);
    const phone = useMedia(PHONE);
    const nameField = useRef(/** @type {any} */ (null));
    const readOnly = who.role === 'viewer';

    const select = (slots, add) => setSelection((before) => {
        const next = new Map(add ? before : []);
        for (const slot of slots) {
            const key = slotKey(slot);
            if (add && before.has(key)) {
                next.delete(key);
            } else {
                next.set(key, slot);
            }
        }
        return next;
    });
    const chosen = [...selection.values()];
    const free = chosen.filter((slot) => holderOf(grid, slot) === null);
    const held = chosen.filter((slot) => holderOf(grid, slot) !== null);
    const plan = (verb, slots) => {
        if (verb === 'reserve' && holder.name.trim() === '') {
            nameField.current.focus();
            return;
        }
        booking.setReport(null);
        booking.setPlan({ verb, slots, holder: holder.name.trim() });
    };
    // Enter acts on what is chosen, also if it was chosen by the same key.
    const [acting, setActing] = useState(0);
    useEffect(() => {
        if (acting > 0 && !readOnly && chosen.length > 0) {
            plan(free.length > 0 ? 'reserve' : 'delete', free.length > 0 ? free : held);
        }
    }, [acting]);
    const confirmed = () => {
        setSelection(new Map());
        document.querySelector('.grid [tabindex="0"]')?.focus();
    };
    if (week === undefined || rooms.length === 0 && grid.rooms.length === 0) {
        return html`<h1>Rooms</h1><p role="status">${grid.notice || 'There is nothing to reserve yet: the catalog has no rooms, days or timeslots.'}</p>`;
    }
    const caption = `Rooms, ${week.title}`;
    const view = { grid, rooms, days: week.days, selection, select, focus, setFocus, dim, caption, act: () => setActing((n) => n + 1) };
    return html`<h1>Rooms <small>${week.title}</small></h1>
        ${!connected && html`<p role="status" class="notice">Connecting … changes of others appear when the connection is back.</p>`}
        ${grid.notice && html`<p role="alert" class="notice">${grid.notice}</p>`}
        <div class="controls">
            ${weeks.length > 1 && html`<label>Week <select value=${week.key} onChange=${(event) => setWeek(event.target.value)}>
                ${weeks.map((each) => html`<option key=${each.key} value=${each.key}>${each.title}</option>`)}</select></label>`}
            <label>Reserve for <input ref=${nameField} value=${holder.name} readonly=${holder.fixed}
                onInput=${(event) => holder.setName(event.target.value)} placeholder="your name" size="12" maxlength="100" /></label>
            <${Filters} filter=${filter} setFilter=${setFilter} holders=${holders} />
        </div>
        ${phone ? html`<${DayCards} ...${view} />` : html`<${WeekTable} ...${view} />`}
        <p class="help">${phone ? 'Tap slots to choose them.' : 'Click or drag to choose; with the keyboard: arrows, Space chooses, Shift with arrows chooses several, Enter reserves or deletes, Escape begins again.'}</p>
        <div class="actions" role="group" aria-label="Chosen slots">
            <span>${chosen.length === 0 ? 'Nothing is chosen.' : `${chosen.length} chosen`}</span>
            ${!readOnly && html`<button class="main" disabled=${free.length === 0} onClick=${() => plan('reserve', free)}>Reserve ${free.length || ''}</button>
            <button disabled=${held.length === 0} onClick=${() => plan('delete', held)}>Delete ${held.length || ''}</button>`}
            <button disabled=${chosen.length === 0} onClick=${() => setSelection(new Map())}>Clear</button>
        </div>
        <${Outcome} booking=${booking} />
        <${Confirmation} booking=${booking} confirmed=${confirmed} />
        ${info.program === 'reservation-server' && html`<${Conflicts} /><${Calendars} rooms=${grid.rooms} holders=${holders} />`}`;
}
