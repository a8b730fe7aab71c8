import { html } from './preact.js';
import { usePolled } from './hooks.js';

/** What can be read here without a page. */
export default function Addresses() {
    const { value, failure } = usePolled('/', 60_000);
    return html`<h1>Addresses</h1>
        <p>What programs can read here. All operations are described in
            <a href="/v3/api-docs">/v3/api-docs</a> (OpenAPI).</p>
        ${failure && html`<p role="alert" class="refused">${failure}</p>`}
        <ul>${value?.addresses.map((path) => html`<li key=${path}><a href=${path}>${path}</a></li>`)}</ul>`;
}
