/** The replicas of a group as this one sees them: who leads, how far each is known to be, and what happened while you watch. */
import { html, useEffect, useRef, useState } from './preact.js';
import { usePolled } from './hooks.js';
import { TimeSpace } from './timespace.js';

/**
 * What changed between two answers, in words.
 * @param {any} before @param {any} now @returns {string[]}
 */
export function happened(before, now) {
    const events = [];
    if (before.state !== now.state) {
        events.push(`${now.name} is ${now.state}; it was ${before.state}.`);
    }
    if (before.coordinator !== now.coordinator) {
        events.push(now.coordinator === null ? 'Nobody leads.' : `${now.coordinator} leads${before.coordinator === null ? '' : `; before it ${before.coordinator}`}.`);
    }
    for (const member of now.members.filter((name) => !before.members.includes(name))) {
        events.push(`${member} is in the view.`);
    }
    for (const member of before.members.filter((name) => !now.members.includes(name))) {
        events.push(`${member} has left the view.`);
    }
    if (before.failure !== now.failure && now.failure !== null) {
        events.push(`${now.name} has left its group: ${now.failure}`);
    }
    return events;
}

/** Changes per second between two answers. @param {any} before @param {any} now @param {number} millis */
export const rate = (before, now, millis) => (millis <= 0 ? 0 : Math.max(0, Math.round(((now.index - before.index) * 1000) / millis)));

export default function Replicas({ info }) {
    const { value, failure } = usePolled('/api/replica', 500);
    const health = usePolled('/actuator/health', 2_000).value;
    const before = useRef(/** @type {any} */ (null));
    const [events, setEvents] = useState(/** @type {{at: string, text: string}[]} */ ([]));
    const [perSecond, setRate] = useState(0);
    useEffect(() => {
        if (value === null) {
            return;
        }
        const now = performance.now();
        if (before.current !== null) {
            setRate(rate(before.current.value, value, now - before.current.now));
            const at = new Date().toLocaleTimeString();
            const news = happened(before.current.value, value).map((text) => ({ at, text }));
            if (news.length > 0) setEvents((old) => [...news, ...old].slice(0, 100));
        }
        before.current = { value, now };
    }, [value]);
    if (value === null) {
        return html`<h1>Replicas</h1><p role="status">${failure ?? 'Loading …'}</p>`;
    }
    return html`<h1>Replicas</h1>
        ${failure && html`<p role="alert" class="refused">${failure}</p>`}
        <div class="split"><section aria-label="This replica"><h2>This replica: ${value.name}</h2>
            <table class="plain"><tbody>
                <tr><th scope="row">State</th><td class=${value.state === 'ACTIVE' ? 'good' : 'refused'}>${value.state}</td></tr>
                <tr><th scope="row">Health</th><td>${health?.status ?? '…'}</td></tr>
                <tr><th scope="row">Epoch</th><td id="epoch">${value.epoch}</td></tr>
                <tr><th scope="row">Index</th><td>${value.index} (${perSecond} changes a second)</td></tr>
                <tr><th scope="row">Digest</th><td><code>${value.digest}</code></td></tr>
                <tr><th scope="row">Lag</th><td>${value.queued} events wait for the replica, ${value.pending} requests for a leader</td></tr>
                <tr><th scope="row">To apply again</th><td>${value.lostChanges}</td></tr>
                ${value.conflictCount !== undefined && html`<tr><th scope="row">Conflicts</th><td>${value.conflictCount}</td></tr>`}
                <tr><th scope="row">Store at start</th><td>${value.store.found}, index ${value.store.index}</td></tr>
            </tbody></table></section>
        <section aria-label="Members"><h2>Members of the view</h2>
            <${Members} members=${value.members} leader=${value.coordinator} self=${value.name} />
            <ul>${value.members.map((name) => html`<li key=${name}>${name}${name === value.coordinator ? ', the leader' : ''}${name === value.name ? ', this one' : ''}</li>`)}</ul>
            <p class="help">Two replicas with the same index have the same digest: compare this page with that of another one.</p></section></div>
        <section aria-label="Events"><h2>Since this page is open</h2><div role="log" aria-live="polite">
            ${events.length === 0 ? html`<p>Nothing has changed.</p>` : html`<ul>${events.map((event, i) => html`<li key=${events.length - i}>${event.at} ${event.text}</li>`)}</ul>`}
        </div></section>
        ${info.program === 'reservation-server' && html`<${TimeSpace} name=${value.name} />`}`;
}

function Members({ members, leader, self }) {
    const at = (i) => ({ x: 60 + i * 110, y: 45 });
    return html`<svg class="figure" viewBox=${`0 0 ${Math.max(1, members.length) * 110 + 10} 90`} width=${members.length * 110 + 10} role="img"
            aria-label=${`${members.length} members; ${leader ?? 'nobody'} leads`}>
        ${members.map((name, i) => html`<g key=${name}>
            ${leader !== null && name !== leader && html`<line class="axis" x1=${at(members.indexOf(leader)).x} y1="45" x2=${at(i).x} y2="45" />`}</g>`)}
        ${members.map((name, i) => html`<g key=${name}><circle class=${`node ${name === leader ? 'first' : ''}`} cx=${at(i).x} cy="45" r=${name === self ? 20 : 14} />
            <text x=${at(i).x} y="85" text-anchor="middle">${name}</text></g>`)}
    </svg>`;
}
