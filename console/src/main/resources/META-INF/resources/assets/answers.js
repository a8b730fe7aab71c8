/** Each command with the replies of all servers on a time axis: which one was shown, which came late. */
import { html } from './preact.js';
import { usePolled } from './hooks.js';

const COMMANDS_MAX = 40;

/**
 * Marks the replies of a command.
 * @param {{status: string | null, replies: {server: string, attempt: number, status: string, latencyMicros: number, equal: boolean}[]}} entry
 */
export function repliesOf(entry) {
    const shown = entry.replies.findIndex((reply) => reply.status === entry.status || entry.status === 'UNKNOWN');
    const seen = new Set();
    return entry.replies.map((reply, i) => {
        const again = seen.has(reply.server);
        seen.add(reply.server);
        return { ...reply, kind: i === shown ? 'first' : again ? 'again' : 'late' };
    });
}

/** How many servers were heard in these commands. @param {any[]} entries */
export const serversIn = (entries) => [...new Set(entries.flatMap((entry) => entry.replies.map((reply) => reply.server)))].sort();

export default function Answers() {
    const { value, failure } = usePolled('/api/history', 500);
    const entries = (value ?? []).slice(-COMMANDS_MAX).reverse();
    const servers = serversIn(entries);
    const longest = Math.max(1000, ...entries.flatMap((entry) => entry.replies.map((reply) => reply.latencyMicros)));
    return html`<h1>Who answered</h1>
        ${failure && html`<p role="alert" class="refused">${failure}</p>`}
        <p id="heard" role="status">${servers.length} servers were heard${servers.length > 0 ? `: ${servers.join(', ')}` : ''}. The first answer of each command was shown
            (filled); the others came later (hollow), and should say the same.</p>
        ${entries.length === 0 ? html`<p>No command was sent yet: reserve something under Rooms.</p>` : html`<table class="plain"><thead><tr>
            <th scope="col">Command</th><th scope="col">Outcome</th><th scope="col">Attempts</th><th scope="col">Replies, in microseconds since it was sent</th></tr></thead>
        <tbody>${entries.map((entry) => html`<tr key=${entry.id}><td>${entry.command}<br /><small>${entry.id}</small></td>
            <td class=${entry.equal ? '' : 'refused'}>${entry.status ?? 'none yet'}${entry.equal ? '' : ': servers contradict each other'}</td>
            <td>${entry.attempts}</td><td><${Axis} replies=${repliesOf(entry)} longest=${longest} /></td></tr>`)}</tbody></table>`}`;
}

function Axis({ replies, longest }) {
    const x = (micros) => 10 + (micros / longest) * 360;
    const text = replies.map((reply) => `${reply.server} ${reply.status} after ${reply.latencyMicros}${reply.attempt > 1 ? `, attempt ${reply.attempt}` : ''}, ${reply.kind}`).join('; ');
    return html`<svg class="figure" viewBox=${`0 0 560 ${20 + replies.length * 18}`} width="560" role="img" aria-label=${text || 'no reply yet'}>
        <line class="axis" x1="10" y1="10" x2="370" y2="10" />
        ${replies.map((reply, i) => html`<g key=${i}><line class="axis" x1=${x(reply.latencyMicros)} y1="10" x2=${x(reply.latencyMicros)} y2=${22 + i * 18} />
            <circle class=${reply.kind === 'first' ? 'first' : 'late'} cx=${x(reply.latencyMicros)} cy=${22 + i * 18} r="5" />
            <text x=${x(reply.latencyMicros) + 9} y=${26 + i * 18}>${reply.server} ${reply.latencyMicros}${reply.attempt > 1 ? ` (attempt ${reply.attempt})` : ''}${reply.kind === 'again' ? ' again' : ''}</text></g>`)}
    </svg>`;
}
