/** Requests to this process. A token, if there is one, stands for the password; see session.js. */

const TOKEN = 'ringcast-token';

/** @returns {string | null} */
export const token = () => localStorage.getItem(TOKEN);

/** @param {string | null} value */
export function keepToken(value) {
    if (value === null) {
        localStorage.removeItem(TOKEN);
    } else {
        localStorage.setItem(TOKEN, value);
    }
}

/** A refusal: what the process said is wrong (RFC 9457). */
export class Refusal extends Error {
    /**
     * @param {number} status of HTTP; 0 if the process does not answer
     * @param {Record<string, any>} problem
     */
    constructor(status, problem) {
        super(problem.detail ?? problem.title ?? `HTTP ${status}`);
        this.status = status;
        this.problem = problem;
    }
}

/** @param {Record<string, string>} more */
export function headers(more = {}) {
    const kept = token();
    return kept === null ? more : { ...more, Authorization: `Bearer ${kept}` };
}

/**
 * Sends a request.
 * @param {string} path
 * @param {RequestInit & {headers?: Record<string, string>}} options
 * @returns {Promise<any>} the JSON of the answer; null if it has none
 */
export async function request(path, options = {}) {
    let answer;
    try {
        answer = await fetch(path, { ...options, headers: headers({ Accept: 'application/json', ...options.headers }) });
    } catch (e) {
        throw new Refusal(0, { detail: 'The process does not answer. It may have been stopped.' });
    }
    const text = await answer.text();
    const json = text === '' ? null : JSON.parse(text);
    if (!answer.ok) {
        if (answer.status === 401 && path !== '/api/session') {
            dispatchEvent(new Event('signedout'));
        }
        throw new Refusal(answer.status, json ?? {});
    }
    return json;
}

/** @param {string} path @param {any} body @param {Record<string, string>} more */
export const post = (path, body, more = {}) =>
    request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...more } });

/** A path with its parameters; those that are null are left out. @param {string} path @param {Record<string, any>} values */
export function withQuery(path, values) {
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
    return `${path}?${query}`;
}
