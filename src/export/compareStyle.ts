/** Of the report: readable in light and dark, without anything from elsewhere. A and B differ by line, not by colour alone. */
export const compareStyle = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --paper: #fff; --line: #d1d9e0; --a: #0550ae; --b: #a04100; --warn: #7d4e00; --bad: #b31d28; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa4af; --paper: #0d1117; --line: #3d444d; --a: #79b8ff; --b: #ffab70; --warn: #e3b341; --bad: #ff8080; } }
body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin-bottom: 0.25rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.3rem; }
.warning { color: var(--warn); } .error { color: var(--bad); } .soft { color: var(--soft); }
.nameA { color: var(--a); } .nameB { color: var(--b); }
svg { width: 100%; max-width: 46rem; height: auto; } svg text { fill: var(--soft); font-size: 11px; }
svg .axis { stroke: var(--soft); } svg .grid { stroke: var(--line); }
svg path { fill: none; stroke-width: 2; } svg .a { stroke: var(--a); } svg .b { stroke: var(--b); stroke-dasharray: 5 3; }
summary { cursor: pointer; } summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--a); }
@media print { details { display: block; } }
`;
