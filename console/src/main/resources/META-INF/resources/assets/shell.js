/** Begins every page: who is here, which pages there are, and the one that the address names. */
import { html, render, useEffect, useState } from './preact.js';
import { request } from './api.js';
import { session, SignIn, signOut } from './session.js';

/** Modules are loaded when their page is. @type {Record<string, () => Promise<any>>} */
const PAGES = {
    grid: () => import('./grid/page.js'),
    mine: () => import('./grid/mine.js'),
    door: () => import('./grid/door.js'),
    import: () => import('./grid/import.js'),
    catalog: () => import('./grid/catalog.js'),
    answers: () => import('./answers.js'),
    replicas: () => import('./replicas.js'),
    overlay: () => import('./overlay/page.js'),
    peer: () => import('./peer.js'),
    lab: () => import('./lab/page.js'),
    scenes: () => import('./lab/scenes.js'),
    addresses: () => import('./addresses.js'),
};

/** @param {string} path @param {{name: string}[]} pages @returns {string} the name of the page at this address */
export function pageAt(path, pages) {
    const named = /^\/pages\/([^/]+)$/.exec(path);
    return named ? decodeURIComponent(named[1]) : pages[0].name;
}

/** @param {{info: any, who: any, current: string}} props */
function Header({ info, who, current }) {
    return html`<header class="bar">
        <a class="skip" href="#main">Skip to the content</a>
        <span class="brand">Ringcast <small>${info.program} ${info.name}</small></span>
        <nav aria-label="Pages">${info.pages.map((page, i) => html`<a key=${page.name}
            href=${i === 0 ? '/' : `/pages/${page.name}`}
            aria-current=${page.name === current ? 'page' : undefined}>${page.title}</a>`)}</nav>
        ${who.user && html`<span class="who">${who.user} (${who.role})
            <button onClick=${signOut}>Sign out</button></span>`}
    </header>`;
}

function Shell() {
    const [start, setStart] = useState(/** @type {any} */ (null));
    const load = async () => {
        try {
            const who = await session();
            if (who.needed && who.user === null) {
                setStart({ who });
                return;
            }
            const info = await request('/api/page');
            const current = pageAt(location.pathname, info.pages);
            const module = await PAGES[current]();
            document.title = `${info.pages.find((page) => page.name === current).title} · ${info.name} · Ringcast`;
            setStart({ who, info, current, Page: module.default });
        } catch (e) {
            setStart({ failure: e.message });
        }
    };
    useEffect(() => {
        load();
        addEventListener('signedout', load);
        return () => removeEventListener('signedout', load);
    }, []);
    if (start === null) {
        return html`<main aria-busy="true"><h1>Ringcast</h1></main>`;
    }
    if (start.failure) {
        return html`<main><h1>Ringcast</h1><p role="alert" class="refused">${start.failure}</p></main>`;
    }
    if (start.info === undefined) {
        return html`<${SignIn} done=${load} />`;
    }
    const { info, who, current, Page } = start;
    return html`<${Header} info=${info} who=${who} current=${current} />
        <main id="main" tabindex="-1"><${Page} info=${info} who=${who} /></main>`;
}

render(html`<${Shell} />`, /** @type {HTMLElement} */ (document.getElementById('page')));
