import { html, useState } from './preact.js';
import { keepToken, request } from './api.js';

/**
 * Who looks at the page.
 * @typedef {{needed: boolean, user: string | null, role: string | null}} Session
 */

/** @returns {Promise<Session>} */
export async function session() {
    try {
        return await request('/api/session');
    } catch (e) {
        if (e.status !== 401) {
            throw e;
        }
        // A token of an earlier run.
        keepToken(null);
        return request('/api/session');
    }
}

/** The name and the password as HTTP sends them, whatever their characters. @param {string} user @param {string} password */
export function basic(user, password) {
    const bytes = new TextEncoder().encode(`${user}:${password}`);
    return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** @param {{done: () => void}} props */
export function SignIn({ done }) {
    const [failure, setFailure] = useState('');
    const submit = async (event) => {
        event.preventDefault();
        const form = new FormData(event.target);
        keepToken(null);
        try {
            const { token } = await request('/api/session', {
                method: 'POST',
                headers: { Authorization: basic(String(form.get('user')), String(form.get('password'))) },
            });
            keepToken(token);
            done();
        } catch (e) {
            setFailure(e.status === 401 ? 'The name or the password is not right.' : e.message);
        }
    };
    return html`<main class="narrow">
        <h1>Sign in</h1>
        <form onSubmit=${submit} class="stack">
            <label>Name <input name="user" autocomplete="username" required /></label>
            <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
            <button class="main">Sign in</button>
            <p role="alert" class="refused">${failure}</p>
        </form>
    </main>`;
}

/** Signs out and begins again. */
export async function signOut() {
    await request('/api/session', { method: 'DELETE' }).catch(() => null);
    keepToken(null);
    location.reload();
}
