/** Rooms, timeslots and days come, get another name, and go: an operator's work. */
import { html, useState } from '../preact.js';
import { post, request, withQuery } from '../api.js';
import { usePolled } from '../hooks.js';

const LISTS = [['rooms', 'Rooms', 'room'], ['timeslots', 'Timeslots', 'timeslot'], ['days', 'Days', 'day']];

export default function CatalogPage({ who }) {
    const { value, refresh } = usePolled('/api/catalog', 5_000);
    const [told, setTold] = useState({ text: '', refused: false });
    const requester = who.user ?? localStorage.getItem('ringcast-holder') ?? 'page';
    const change = async (text, send) => {
        try {
            await send();
            setTold({ text, refused: false });
        } catch (e) {
            setTold({ text: e.message, refused: true });
        }
        refresh();
    };
    return html`<h1>Catalog</h1>
        ${who.role !== 'operator' && html`<p class="notice">Only an operator can change it.</p>`}
        <p role="status" class=${told.refused ? 'refused' : ''}>${told.text}</p>
        <div class="cards">${value && LISTS.map(([list, title, one]) => html`<${List} key=${list} list=${list} title=${title}
            one=${one} names=${value[list]} requester=${requester} change=${change} />`)}</div>`;
}

function List({ list, title, one, names, requester, change }) {
    const [added, setAdded] = useState('');
    const [chosen, setChosen] = useState('');
    const [renamed, setRenamed] = useState('');
    const [deletes, setDeletes] = useState(false);
    const add = (event) => {
        event.preventDefault();
        change(`${added} was added.`, () => post(withQuery(`/api/catalog/${list}`, { requester }), { name: added }));
        setAdded('');
    };
    const rename = () => change(`${chosen} is ${renamed} now.`, () => request(withQuery(`/api/catalog/${list}`, { name: chosen, requester }), {
        method: 'PATCH', body: JSON.stringify({ name: renamed }), headers: { 'Content-Type': 'application/json' },
    }));
    const retire = () => change(`${chosen} was retired.`, () => request(
        withQuery(`/api/catalog/${list}`, { name: chosen, reservations: deletes ? 'delete' : null, requester }), { method: 'DELETE' }));
    return html`<section class="card" aria-label=${title}><h2>${title}</h2>
        <form onSubmit=${add}><label>New ${one} <input required value=${added} onInput=${(event) => setAdded(event.target.value)} /></label>
            <button>Add</button></form>
        <label>Which ${one} <select size="8" value=${chosen} onChange=${(event) => { setChosen(event.target.value); setRenamed(event.target.value); }}>
            ${names.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></label>
        <p><label>Name <input value=${renamed} onInput=${(event) => setRenamed(event.target.value)} /></label>
            <button disabled=${chosen === '' || renamed === '' || renamed === chosen} onClick=${rename}>Rename</button></p>
        <p><label class="check"><input type="checkbox" checked=${deletes} onChange=${(event) => setDeletes(event.target.checked)} /> with its reservations</label>
            <button disabled=${chosen === ''} onClick=${retire}>Retire</button></p>
    </section>`;
}
