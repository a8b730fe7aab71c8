/** One peer: its place, its neighbours, its part of the table, and queries. */
import { html, useState } from './preact.js';
import { request } from './api.js';
import { usePolled } from './hooks.js';

const RECORDS_MAX = 200;

export default function PeerPage() {
    const { value, failure } = usePolled('/api/peer', 500);
    const table = usePolled('/api/table', 2_000).value;
    if (value === null) {
        return html`<h1>Peer</h1><p role="status">${failure ?? 'Loading …'}</p>`;
    }
    const member = value.id !== null;
    return html`<h1>Peer <small>${value.user ?? 'not registered'}</small></h1>
        ${failure && html`<p role="alert" class="refused">${failure}</p>`}
        <${Query} />
        <div class="split"><section aria-label="Place"><h2>Its place</h2>
            ${member ? html`<table class="plain"><tbody>
                <tr><th scope="row">Node</th><td>${value.id} of ${value.n}</td></tr>
                <tr><th scope="row">Left neighbour</th><td>${value.left.user} ${value.left.address}:${value.left.ports[0]}</td></tr>
                <tr><th scope="row">Right neighbour</th><td>${value.right.user} ${value.right.address}:${value.right.ports[0]}</td></tr>
                <tr><th scope="row">Answers queries</th><td class=${value.ready ? 'good' : 'refused'}>${value.ready ? 'yes' : 'not now'}</td></tr>
                <tr><th scope="row">Records</th><td>${value.records}, of slots ${value.slots.join(', ')}</td></tr>
                <tr><th scope="row">Epoch and view</th><td>${value.epoch}, ${value.view}</td></tr>
                <tr><th scope="row">Sent again</th><td>${value.retransmissions} messages</td></tr></tbody></table>`
        : html`<p>It is not a member of a DHT; its queries go through a manager.</p>`}</section>
        <section aria-label="Table"><h2>Its part of the table</h2>${table && table.positions.length > 0 ? html`<${Table} table=${table} />` : html`<p>It keeps no records.</p>`}</section></div>`;
}

function Table({ table }) {
    const rows = table.positions.flatMap(({ position, chain }) => chain.map((record) => ({ position, record })));
    const [name] = table.columns.filter((column) => column.toLowerCase().includes('long')).concat(table.columns);
    return html`<p>${rows.length} records${rows.length > RECORDS_MAX ? `, the first ${RECORDS_MAX} of them` : ''}; table size ${table.tableSize}.</p>
        <table class="plain"><thead><tr><th scope="col">Position</th><th scope="col">${name}</th></tr></thead>
        <tbody>${rows.slice(0, RECORDS_MAX).map(({ position, record }, i) => html`<tr key=${i}><td>${position}</td><td>${record[name]}</td></tr>`)}</tbody></table>`;
}

function Query() {
    const [name, setName] = useState('Aruba');
    const [answer, setAnswer] = useState(/** @type {any} */ (null));
    const ask = async (event) => {
        event.preventDefault();
        setAnswer({ waiting: true });
        try {
            setAnswer({ found: await request(`/api/records/${encodeURIComponent(name)}`) });
        } catch (e) {
            setAnswer({ text: e.message });
        }
    };
    return html`<section aria-label="Query"><h2>Query</h2><form class="controls" onSubmit=${ask}>
            <label>Long name <input required value=${name} onInput=${(event) => setName(event.target.value)} /></label><button class="main">Look up</button></form>
        <div role="status" id="answer">${answer?.waiting && 'Asking …'}${answer?.text && html`<p class="refused">${answer.text}</p>`}
        ${answer?.found && html`<p>Position ${answer.found.position}, node ${answer.found.node}; the query went by nodes ${answer.found.path.join(' → ')}. ${answer.found.note ?? ''}</p>
            <table class="plain"><tbody>${Object.entries(answer.found.record).map(([column, text]) => html`<tr key=${column}><th scope="row">${column}</th><td>${text}</td></tr>`)}</tbody></table>`}</div></section>`;
}
