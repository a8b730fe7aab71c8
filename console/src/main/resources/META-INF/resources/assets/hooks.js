import { useEffect, useState } from './preact.js';
import { request } from './api.js';

/**
 * Asks an address again and again while the page is visible.
 * @param {string | null} path null: nothing is asked
 * @param {number} millis between two answers
 * @returns {{value: any, failure: string | null, refresh: () => void}} the newest answer, null before the first one
 */
export function usePolled(path, millis) {
    const [state, setState] = useState({ value: null, failure: /** @type {string | null} */ (null) });
    const [asked, ask] = useState(0);
    useEffect(() => {
        if (path === null) {
            return undefined;
        }
        let stopped = false;
        let timer = 0;
        const look = async () => {
            if (!document.hidden) {
                try {
                    const value = await request(path);
                    if (!stopped) setState({ value, failure: null });
                } catch (e) {
                    if (!stopped) setState((before) => ({ value: before.value, failure: e.message }));
                }
            }
            if (!stopped) timer = setTimeout(look, millis);
        };
        look();
        return () => {
            stopped = true;
            clearTimeout(timer);
        };
    }, [path, millis, asked]);
    return { ...state, refresh: () => ask((n) => n + 1) };
}

/** Whether a media query holds, now and from now on. @param {string} query */
export function useMedia(query) {
    const [matches, setMatches] = useState(() => matchMedia(query).matches);
    useEffect(() => {
        const list = matchMedia(query);
        const change = () => setMatches(list.matches);
        list.addEventListener('change', change);
        change();
        return () => list.removeEventListener('change', change);
    }, [query]);
    return matches;
}
