/** The guided scenes: one idea each, step by step. */
import { html, useEffect, useRef, useState } from '../preact.js';
import { post, request } from '../api.js';
import { usePolled } from '../hooks.js';
import { Events } from './record.js';

export default function Scenes() {
    const { value, failure, refresh } = usePolled('/api/lab/scenes', 2_000);
    const [now, setNow] = useState(/** @type {any} */ (null));
    const [busy, setBusy] = useState('');
    const [refusal, setRefusal] = useState('');
    useEffect(() => {
        if (value !== null && busy === '') setNow(value.now);
    }, [value]);
    const play = async (what, path) => {
        setBusy(what);
        setRefusal('');
        try {
            setNow(await post(path, {}));
        } catch (e) {
            setRefusal(e.message);
        }
        setBusy('');
        refresh();
    };
    if (value === null) {
        return html`<h1>Scenes</h1><p role="status">${failure ?? 'Loading …'}</p>`;
    }
    return html`<h1>Scenes</h1>
        <div class="split"><section aria-label="Choice"><ol class="scenes">${value.scenes.map((scene) => html`<li key=${scene.name}>
                <button aria-pressed=${now?.name === scene.name} disabled=${busy !== ''} onClick=${() => play(scene.title, `/api/lab/scenes/${scene.name}`)}>${scene.title}</button><br /><small>${scene.idea}</small></li>`)}</ol></section>
        <section aria-label="Scene">${now === null ? html`<p>Choose a scene. It heals the network and starts what was stopped, and then waits for you.</p>` : html`<${Play} now=${now} busy=${busy} next=${() => play('The step', '/api/lab/scenes/next')} />`}
            <p role="status" id="busy">${busy === '' ? '' : `${busy}: being played …`}</p>
            <p role="alert" class="refused">${refusal}</p></section></div>
        <${Events} />`;
}

function Play({ now, busy, next }) {
    const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
    useEffect(() => {
        if (busy === '' && now.next !== null) button.current?.focus();
    }, [busy, now.results.length]);
    const failed = now.results.length > 0 && !now.results.at(-1).good;
    return html`<h2>${now.title}</h2><p class="help">${now.idea}</p>
        <ol class="steps">${now.results.map((result, i) => html`<li key=${i} class="step"><p>${result.text}</p>
            <ul>${result.did.map((each, k) => html`<li key=${k}><code>${each}</code></li>`)}</ul>
            ${result.notes.length > 0 && html`<ul class="notes">${result.notes.map((each, k) => html`<li key=${k}>${each}</li>`)}</ul>`}
            ${result.failure && html`<p class="refused">${result.failure}</p>`}
            <ul class="checks">${result.checks.map((check, k) => html`<li key=${k} class=${check.good ? 'good' : 'refused'}>${check.good ? '✓' : '✗'} ${check.sentence}${check.good ? ` (after ${check.millis} ms)` : `: ${check.instead}`}</li>`)}</ul></li>`)}
            ${now.next !== null && html`<li class="step"><p>${now.next}</p><button class="main" ref=${button} disabled=${busy !== ''} onClick=${next}>Do it</button></li>`}</ol>
        ${now.next === null && html`<p id="end" class=${failed ? 'refused' : 'good'}>${failed ? 'This is not as it must be; the logs of the processes may say why.' : 'That was the scene: everything was as it must be.'}</p>`}`;
}
