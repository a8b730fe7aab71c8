/** The lab: what runs, what is done to it, and what it sends. */
import { html, useState } from '../preact.js';
import { post, request } from '../api.js';
import { usePolled } from '../hooks.js';
import { cutOff, summary } from './model.js';
import { Events } from './record.js';

const put = (path, body) => request(path, { method: 'PUT', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

export default function Lab() {
    const { value, failure, refresh } = usePolled('/api/lab', 500);
    const [said, say] = useState(/** @type {{text: string, refused: boolean} | null} */ (null));
    const act = async (what, deed) => {
        say({ text: `${what} …`, refused: false });
        try {
            const answer = await deed();
            say({ text: `${what}: done.`, refused: false });
            refresh();
            return answer;
        } catch (e) {
            say({ text: `${what}: ${e.message}`, refused: true });
            return null;
        }
    };
    if (value === null) {
        return html`<h1>Lab</h1><p role="status">${failure ?? 'Loading …'}</p>`;
    }
    return html`<h1>Lab</h1>
        <p>Everything here runs on this computer only, in processes of their own. What you do to them is done. <a href="/pages/scenes">Six guided scenes</a> show one idea each.</p>
        ${failure && html`<p role="alert" class="refused">${failure}</p>`}
        <p role="status" id="said" class=${said?.refused ? 'refused' : ''}>${said?.text ?? ''}</p>
        <${Processes} lab=${value} act=${act} />
        <div class="split"><${Network} lab=${value} act=${act} /><${Load} load=${value.load} act=${act} />
            <${Booking} act=${act} /><${Lookup} lab=${value} act=${act} /></div>
        <${Events} />`;
}

const DEEDS = [['kill', 'Kill'], ['stop', 'Stop'], ['pause', 'Pause'], ['resume', 'Resume'], ['restart', 'Restart']];

/** Whether something can be done to a process in this state. */
export function possible(deed, state) {
    const runs = ['STARTING', 'RUNNING', 'PAUSED'].includes(state);
    return deed === 'restart' || (deed === 'resume' ? state === 'PAUSED' : deed === 'pause' ? runs && state !== 'PAUSED' : runs);
}

function Processes({ lab, act }) {
    return html`<section aria-label="Processes"><h2>Processes</h2><div class="scroll" tabindex="0" role="region" aria-label="Table of processes"><table class="plain lab"><thead><tr>
            <th scope="col">Name</th><th scope="col">State</th><th scope="col">It says</th><th scope="col">Do</th></tr></thead>
        <tbody>${lab.processes.map((process) => html`<tr key=${process.name} id=${`process-${process.name}`}>
            <th scope="row"><a href=${process.url} target="_blank" rel="noopener">${process.name}</a></th>
            <td class=${process.state === 'RUNNING' ? 'good' : 'refused'}>${process.state}</td>
            <td>${summary(process)}</td>
            <td class="deeds">${DEEDS.map(([deed, word]) => html`<button key=${deed} aria-label=${`${word} ${process.name}`} disabled=${!possible(deed, process.state)}
                onClick=${() => act(`${word} ${process.name}`, () => post(`/api/lab/processes/${process.name}/${deed}`, {}))}>${word}</button>`)}</td></tr>`)}</tbody></table></div>
        <div class="controls">${['server', 'peer'].map((role) => html`<button key=${role} onClick=${() => act(`Add a ${role}`, () => post('/api/lab/processes', { role }))}>Add a ${role}</button>`)}
            <span class="help">Kill is kill -9. A name leads to the pages of that process.</span></div></section>`;
}

function Network({ lab, act }) {
    const [alone, setAlone] = useState('s1');
    const now = lab.faults;
    const set = (change, what) => act(what, () => put('/api/lab/network', { ...now, ...change }));
    const choice = (label, name, values, word) => html`<label>${label} <select value=${now[name]}
        onChange=${(event) => set({ [name]: Number(event.target.value) }, label)}>${values.map((each) => html`<option key=${each} value=${each}>${word(each)}</option>`)}</select></label>`;
    return html`<section aria-label="Network"><h2>Network</h2><div class="controls">
            ${choice('Lose datagrams', 'loseOneIn', [0, 20, 10, 5, 3, 2], (each) => (each === 0 ? 'none' : `one in ${each}`))}
            ${choice('Delay all', 'delayMillis', [0, 10, 50, 200, 1000], (each) => `${each} ms`)}
            ${choice('and up to', 'jitterMillis', [0, 10, 40, 200, 1000], (each) => `${each} ms more`)}</div>
        <div class="controls"><label>Cut off <select value=${alone} onChange=${(event) => setAlone(event.target.value)}>${lab.processes.map(({ name }) => html`<option key=${name}>${name}</option>`)}</select></label>
            <button onClick=${() => set({ parts: cutOff(lab.processes, alone) }, `Cut off ${alone}`)}>Cut</button>
            <button disabled=${now.parts.length === 0} onClick=${() => set({ parts: [] }, 'Heal')}>Heal</button></div>
        <p class="help" id="partition">${now.parts.length === 0 ? 'Everybody hears everybody.' : `Parts: ${now.parts.map((part) => part.join(' ')).join(' | ')}`}</p></section>`;
}

function Load({ load, act }) {
    return html`<section aria-label="Load"><h2>Load</h2><div class="controls">
            <label>Clients <select value=${load.clients} onChange=${(event) => act('Load', () => put('/api/lab/load', { clients: Number(event.target.value) }))}>
                ${[0, 1, 2, 4, 8, 16, 32].map((each) => html`<option key=${each} value=${each}>${each}</option>`)}</select></label></div>
        <p id="load">${load.answeredPerSecond} answers a second; ${load.unanswered} commands without an answer; the slowest took ${load.slowestMillis} ms. In the last ten seconds.</p></section>`;
}

function Booking({ act }) {
    const [line, setLine] = useState('reserve ME4494 9:30-10:30 Monday');
    const [answer, setAnswer] = useState('');
    const submit = async (event) => {
        event.preventDefault();
        const told = await act(line, () => post('/api/lab/processes/client/commands', { line }));
        setAnswer(told === null ? '' : `${told.status}: ${told.lines.slice(0, 3).join(' ')}`);
    };
    return html`<section aria-label="Book"><h2>Book a room</h2><form class="controls" onSubmit=${submit}>
            <label>At the client's prompt <input size="34" value=${line} onInput=${(event) => setLine(event.target.value)} /></label><button class="main">Send</button></form>
        <p role="status" id="booked">${answer}</p></section>`;
}

const OVERLAYS = ['ring', 'chord', 'kademlia', 'pastry', 'hot-potato'];

function Lookup({ lab, act }) {
    const [overlay, setOverlay] = useState('ring');
    const [key, setKey] = useState('Aruba');
    const [answer, setAnswer] = useState(/** @type {any} */ (null));
    const peers = lab.processes.filter((process) => process.role === 'peer' && process.state === 'RUNNING' && process.status?.user);
    const free = peers.filter((process) => process.status.id === null);
    const dht = lab.dht;
    const exists = (dht?.ring ?? []).length > 0;
    const line = (user, text) => post(`/api/lab/processes/${peers.find((process) => process.user === user)?.name}/commands`, { line: text })
        .then((told) => {
            if (told.status !== 'SUCCESS') throw new Error(told.lines.join(' '));
        });
    const build = () => act(`A DHT of ${peers.length - 1} with ${overlay}`, async () => {
        if (exists) await line(dht.leader, `teardown-dht ${dht.leader}`);
        await line(peers[0].user, `setup-dht ${peers.length - 1} ${peers[0].user} ${overlay}`);
    });
    const ask = async (event) => {
        event.preventDefault();
        setAnswer(await act(`Look up ${key}`, () => request(`/api/lab/processes/${free[0].name}/records/${encodeURIComponent(key)}`)));
    };
    return html`<section aria-label="Look up"><h2>Look up a record</h2><div class="controls">
            <label>Overlay <select value=${overlay} onChange=${(event) => setOverlay(event.target.value)}>${OVERLAYS.map((each) => html`<option key=${each}>${each}</option>`)}</select></label>
            <button disabled=${peers.length < 3} onClick=${build}>Build a DHT</button></div>
        <p id="dht">${exists ? `${dht.phase}: ${dht.ring.length} members, ${dht.overlay}, epoch ${dht.epoch}; ${dht.ring.map((node) => node.user).join(', ')}` : 'There is no DHT.'}</p>
        <form class="controls" onSubmit=${ask}><label>Long name <input value=${key} onInput=${(event) => setKey(event.target.value)} /></label>
            <button class="main" disabled=${!exists || free.length === 0}>Look up</button></form>
        <p role="status" id="found">${answer && `Position ${answer.position}, by nodes ${answer.path.join(' → ')}${answer.reasons.length > 0 ? ` (${answer.reasons.join(', ')})` : ''}.`}</p></section>`;
}
