/** What a page changes: a plan to confirm, what came of it, and its undoing. */
import { html, useEffect, useRef, useState } from '../preact.js';
import { freeRooms, holderOf } from './state.js';

/**
 * @typedef {import('./state.js').Slot} Slot
 * @typedef {{verb: 'reserve' | 'delete', slots: Slot[], holder: string}} Plan
 * @typedef {{text: string, refusals: string[], undo: {verb: 'reserve' | 'delete', steps: {slot: Slot, holder: string}[]} | null}} Report
 */

/** @param {Slot} slot */
export const words = (slot) => `${slot.room}, ${slot.day} ${slot.timeslot}`;

/**
 * Why a slot was not changed, and what could be done instead.
 * @param {import('./service.js').Outcome} outcome @param {import('./state.js').Grid} grid
 */
export function refusalText(outcome, grid) {
    const { slot, status } = outcome;
    if (status !== 'taken') {
        return `${words(slot)}: ${outcome.text}`;
    }
    const holder = outcome.holder ?? holderOf(grid, slot) ?? 'Somebody';
    const free = freeRooms(grid, slot.day, slot.timeslot);
    const instead = free.length === 0 ? 'No room is free then.' : `Free then: ${free.join(', ')}.`;
    return `${words(slot)}: ${holder} was faster. ${instead}`;
}

/**
 * What is told after a plan was carried out.
 * @param {Plan['verb']} verb @param {import('./service.js').Outcome[]} outcomes @param {Map<Slot, string>} holders before
 * @param {import('./state.js').Grid} grid @returns {Report}
 */
export function reportOf(verb, outcomes, holders, grid) {
    const done = outcomes.filter((outcome) => outcome.status === 'done');
    const refusals = outcomes.filter((outcome) => outcome.status !== 'done').map((outcome) => refusalText(outcome, grid));
    const what = done.length === 1 ? words(done[0].slot) : `${done.length} slots`;
    const text = done.length === 0 ? 'Nothing was changed.' : `${verb === 'reserve' ? 'Reserved' : 'Deleted'}: ${what}.`;
    const steps = done.map((outcome) => ({
        slot: outcome.slot,
        holder: verb === 'reserve' ? outcome.holder ?? '' : holders.get(outcome.slot) ?? '',
    }));
    const undo = done.length === 0 ? null : { verb: verb === 'reserve' ? 'delete' : 'reserve', steps };
    return { text, refusals, undo: /** @type {Report['undo']} */ (undo) };
}

/**
 * @param {any} grid @param {any} service @param {(slots: any[]) => void} put
 */
export function useBooking(grid, service, put) {
    const [plan, setPlan] = useState(/** @type {Plan | null} */ (null));
    const [report, setReport] = useState(/** @type {Report | null} */ (null));
    const [busy, setBusy] = useState(false);
    const newest = useRef(grid);
    newest.current = grid;
    const change = async (verb, steps) => {
        const outcomes = [];
        setBusy(true);
        for (const { slot, holder } of steps) {
            const outcome = verb === 'reserve' ? await service.reserve(slot, holder) : await service.remove(slot, holder);
            outcomes.push(outcome);
            if (outcome.status === 'done') {
                put([{ ...slot, holder: outcome.holder }]);
            } else if (outcome.status === 'taken' && outcome.holder !== null) {
                put([{ ...slot, holder: outcome.holder }]);
            }
        }
        setBusy(false);
        return outcomes;
    };
    const confirm = async () => {
        const { verb, slots, holder } = /** @type {Plan} */ (plan);
        const holders = new Map(slots.map((slot) => [slot, holderOf(newest.current, slot) ?? '']));
        const outcomes = await change(verb, slots.map((slot) => ({ slot, holder })));
        setPlan(null);
        setReport(reportOf(verb, outcomes, holders, newest.current));
    };
    const undo = async () => {
        const { verb, steps } = /** @type {NonNullable<Report['undo']>} */ (report?.undo);
        // What somebody else has taken meanwhile stays.
        const own = verb === 'reserve' ? steps : steps.filter(({ slot, holder }) => holderOf(newest.current, slot) === holder);
        const outcomes = await change(verb, own);
        setReport({ ...reportOf(verb, outcomes, new Map(), newest.current), undo: null });
    };
    return { plan, setPlan, report, setReport, busy, confirm, undo };
}

/** The one confirmation. @param {{booking: any, cancelled: () => void}} props */
export function Confirmation({ booking, confirmed }) {
    const { plan, setPlan, busy, confirm } = booking;
    const dialog = useRef(/** @type {any} */ (null));
    useEffect(() => {
        if (plan !== null && !dialog.current.open) {
            dialog.current.showModal();
        } else if (plan === null && dialog.current.open) {
            dialog.current.close();
        }
    }, [plan]);
    const title = plan?.verb === 'delete' ? 'Delete' : 'Reserve';
    return html`<dialog ref=${dialog} aria-labelledby="confirm-title" onClose=${() => setPlan(null)}>
        ${plan && html`<form method="dialog" onSubmit=${async (event) => { event.preventDefault(); await confirm(); confirmed(); }}>
            <h2 id="confirm-title">${title} ${plan.slots.length === 1 ? 'this slot' : `${plan.slots.length} slots`}?</h2>
            <ul class="slots">${plan.slots.map((slot) => html`<li key=${words(slot)}>${words(slot)}</li>`)}</ul>
            ${plan.verb === 'reserve' && html`<p>For ${plan.holder}.</p>`}
            <p class="buttons"><button type="submit" class="main" disabled=${busy}>${title}</button>
                <button type="button" disabled=${busy} onClick=${() => setPlan(null)}>Cancel</button></p>
        </form>`}
    </dialog>`;
}

/** What came of it. @param {{booking: any}} props */
export function Outcome({ booking }) {
    const { report, setReport, busy, undo } = booking;
    return html`<div class="outcome" role="status">${report && html`<div class="toast">
        <p>${report.text}</p>
        ${report.refusals.map((text) => html`<p class="refused" key=${text}>${text}</p>`)}
        <p class="buttons">${report.undo && html`<button disabled=${busy} onClick=${undo}>Undo</button>`}
            <button onClick=${() => setReport(null)}>Close</button></p>
    </div>`}</div>`;
}

/**
 * Who the page reserves for: who is signed in, the client's user, or a name that the reader types once.
 * @param {any} info @param {any} who @returns {{name: string, fixed: boolean, setName: (name: string) => void}}
 */
export function useHolder(info, who) {
    const fixed = info.user ?? (who.role === 'booker' ? who.user : null);
    const [name, setName] = useState(() => fixed ?? localStorage.getItem('ringcast-holder') ?? who.user ?? '');
    return {
        name,
        fixed: fixed !== null,
        setName: (value) => {
            localStorage.setItem('ringcast-holder', value);
            setName(value);
        },
    };
}
