/**
 * The style sheet of the page at `/`, light and dark. Its hash is in the page's Content-Security-Policy, so it must not be
 * changed when a page is rendered.
 */
export const style = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(#f6f4f0, #131211);
  --surface: light-dark(#ffffff, #1b1a18);
  --sunken: light-dark(#f1eee8, #262421);
  --line: light-dark(#e0dcd4, #35322d);
  --ink: light-dark(#1f1c19, #f1eee8);
  --ink-2: light-dark(#57524b, #c2bcb1);
  --accent: light-dark(#1c6b57, #549e88);
  --on-accent: light-dark(#ffffff, #131211);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --serif: ui-serif, "New York", "Iowan Old Style", Charter, Cambria, "Noto Serif", serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--canvas); color: var(--ink); font: 1rem/1.5rem var(--sans); }
main { max-width: 44rem; margin: 0 auto; padding: clamp(2rem, 8vh, 6rem) 1.25rem; display: grid; gap: 1.5rem; }
h1 { font: 600 1.625rem/2rem var(--serif); }
h2 { font: 600 1rem/1.5rem var(--sans); }
.lead { font: 1.25rem/1.75rem var(--serif); color: var(--ink-2); }
.note { font-size: 0.875rem; color: var(--ink-2); }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
a { color: var(--accent); padding: 0.375rem 0; text-underline-offset: 0.2em; }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; display: grid; gap: 1rem; min-width: 0; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: 0.75rem; }
dl div { background: var(--sunken); border-radius: 8px; padding: 0.75rem; display: flex; flex-direction: column-reverse; }
dt { font-size: 0.8125rem; color: var(--ink-2); text-transform: capitalize; }
dd { font: 500 1.625rem/2rem var(--sans); }
button { font: 500 1rem/1.5rem var(--sans); color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; padding: 0.625rem 1rem; min-height: 44px; cursor: pointer; }
form { display: grid; gap: 0.5rem; justify-items: start; }
input { font: 1rem/1.5rem var(--sans); color: var(--ink); background: var(--surface); border: 1px solid light-dark(#89837a, #8d867b); border-radius: 8px; padding: 0.5rem 0.75rem; min-height: 44px; width: min(100%, 24rem); }
pre { font: 0.8125rem/1.25rem var(--mono); background: var(--sunken); border-radius: 8px; padding: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
