import { useEffect, useRef, useState } from '../preact.js';
import { request } from '../api.js';
import { follow } from '../events.js';
import { apply, gridOf } from './state.js';

/**
 * The grid, live.
 * @param {(changed: any[]) => void} changed told what others changed
 * @returns {{grid: import('./state.js').Grid | null, connected: boolean, failure: string | null,
 *     put: (slots: import('./state.js').SlotNow[]) => void}} put: what this page has changed itself
 */
export function useGrid(changed) {
    const [grid, setGrid] = useState(/** @type {any} */ (null));
    const [connected, setConnected] = useState(false);
    const [failure, setFailure] = useState(/** @type {string | null} */ (null));
    const newest = useRef(/** @type {any} */ (null));
    const listener = useRef(changed);
    listener.current = changed;
    const set = (next) => {
        newest.current = next;
        setGrid(next);
    };
    const put = (slots) => {
        const result = apply(newest.current, slots);
        set(result.grid);
        return result.changed;
    };
    useEffect(() => {
        let stop = () => {};
        let ended = false;
        const take = (event) => {
            if (event.name === 'reset') {
                stop();
                begin();
            } else if (event.name === 'changes') {
                const change = JSON.parse(event.data);
                const others = put(change.slots);
                set({ ...newest.current, version: change.version, notice: change.notice });
                if (others.length > 0) {
                    listener.current(others);
                }
            }
        };
        const begin = async () => {
            try {
                set(gridOf(await request('/api/grid')));
                setFailure(null);
                if (!ended) {
                    stop = follow('/api/grid/stream', newest.current.version, take, setConnected);
                }
            } catch (e) {
                setFailure(e.message);
                setConnected(false);
                if (!ended) setTimeout(begin, 1_000);
            }
        };
        begin();
        return () => {
            ended = true;
            stop();
        };
    }, []);
    return { grid, connected, failure, put };
}
