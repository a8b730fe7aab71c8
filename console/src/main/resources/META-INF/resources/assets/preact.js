// The one place that names the library's version.
export {
    html, render, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState, Component,
} from '/_static/htm/3.1.1/preact/standalone.module.js';
