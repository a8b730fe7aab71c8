/** Reservations out of a table of another program: first what would be refused, then the import. */
import { html, useState } from '../preact.js';
import { request, withQuery } from '../api.js';

export default function Import({ who }) {
    const [text, setText] = useState('');
    const [report, setReport] = useState(/** @type {any} */ (null));
    const [failure, setFailure] = useState('');
    const [busy, setBusy] = useState(false);
    const send = async (dryRun) => {
        setBusy(true);
        setFailure('');
        try {
            const type = text.includes('\t') ? 'text/tab-separated-values' : 'text/csv';
            const body = await request(withQuery('/api/reservations/import', { 'dry-run': dryRun }), {
                method: 'POST', body: text, headers: { 'Content-Type': `${type};charset=utf-8` },
            });
            setReport({ ...body, dryRun });
        } catch (e) {
            setReport(null);
            setFailure(e.message);
        }
        setBusy(false);
    };
    const choose = async (event) => {
        const [file] = event.target.files;
        if (file) {
            setText(await file.text());
            setReport(null);
        }
    };
    return html`<h1>Import</h1>
        <p>A table as a spreadsheet saves it (CSV), with a first line of column names: room, timeslot, day and holder.</p>
        ${who.role !== 'operator' && html`<p class="notice">Only an operator can import.</p>`}
        <div class="stack">
            <label>File <input type="file" accept=".csv,.tsv,.txt" onChange=${choose} /></label>
            <label>Table <textarea rows="10" value=${text} onInput=${(event) => { setText(event.target.value); setReport(null); }}></textarea></label>
            <p class="buttons"><button class="main" disabled=${busy || text === ''} onClick=${() => send(true)}>Try</button>
                <button disabled=${busy || !report?.dryRun || report.reserved === 0} onClick=${() => send(false)}>Import ${report?.dryRun ? report.reserved : ''}</button></p>
        </div>
        <div role="status">
            ${failure && html`<p class="refused">${failure}</p>`}
            ${report && html`<h2>${report.dryRun ? `${report.reserved} lines would be reserved, ${report.refusedCount} refused` : `${report.reserved} lines are reserved, ${report.refusedCount} refused`}</h2>
            ${report.stopped && html`<p class="refused">Stopped at line ${report.stopped.line}: ${report.stopped.reason} ${report.stopped.notTried} lines were not tried.</p>`}
            <ul>${report.refused.map((line) => html`<li key=${line.line}>Line ${line.line}: ${line.reason}</li>`)}
                ${report.unknown.map((line) => html`<li key=${line.line}>Line ${line.line}: unknown, see request ${line.requestId}. ${line.reason}</li>`)}</ul>`}
        </div>`;
}
