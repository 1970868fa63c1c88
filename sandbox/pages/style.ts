/** One sheet for all pages: blue-grey, so that nobody takes it for Zoom or for the app under test. */
export const style = `
:root { color-scheme: light dark;
  --paper: light-dark(#f5f7f9, #14181c); --sheet: light-dark(#fdfefe, #1b2026); --sunk: light-dark(#e9eef2, #101418);
  --ink: light-dark(#1b2128, #e6eaee); --soft: light-dark(#53606c, #9fabb6); --line: light-dark(#d9e0e6, #2c343c);
  --firm: light-dark(#b7c3cd, #46525d); --accent: light-dark(#3b5870, #a5c3db); --on-accent: light-dark(#fbfcfd, #14202a);
  --wash: light-dark(#e4ecf2, #202b35); --warn: light-dark(#7d5200, #e6ba62); --warn-wash: light-dark(#fbf0d9, #2b2415);
  --bad: light-dark(#9a2d2d, #f0908a); }
* { box-sizing: border-box; }
body { margin: 0; font: 400 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); accent-color: var(--accent); }
h1, h2, h3 { line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; margin: 0; }
h1 { font-size: 30px; font-weight: 600; } h2 { font-size: 20px; font-weight: 600; margin-top: 40px; } h3 { font-size: 16px; font-weight: 600; }
p { margin: 8px 0; max-width: 64ch; } a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.notice { background: var(--accent); color: var(--on-accent); font-size: 14px; padding: 6px 24px; }
.top { display: flex; flex-wrap: wrap; gap: 4px 24px; padding: 12px 24px; border-bottom: 1px solid var(--line); }
.top a { min-height: 40px; display: flex; align-items: center; color: var(--soft); text-decoration: none; } .top a:first-child { font-weight: 600; color: var(--ink); }
.top a[aria-current] { color: var(--ink); box-shadow: inset 0 -2px var(--accent); }
main { max-width: 860px; margin: 40px auto 96px; padding: 0 24px; } main.narrow { max-width: 560px; }
.lede, .soft { color: var(--soft); } .small { font-size: 14px; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; margin-top: 16px; } .padded { padding: 24px; }
.row { display: flex; flex-wrap: wrap; gap: 8px 16px; padding: 16px 24px; align-items: center; } .row + .row { border-top: 1px solid var(--line); } .row > :first-child { flex: 1 1 280px; }
.tag { font-size: 13px; padding: 2px 9px; border-radius: 99px; background: var(--wash); color: var(--accent); white-space: nowrap; } .tag.warn { background: var(--warn-wash); color: var(--warn); }
button, .button { font: 500 15px/1 system-ui, sans-serif; min-height: 40px; padding: 11px 15px; border-radius: 8px; border: 1px solid var(--firm); background: transparent; color: var(--ink); cursor: pointer; text-decoration: none; display: inline-block; }
.go { background: var(--accent); border-color: var(--accent); color: var(--on-accent); } .bad { color: var(--bad); }
.acts { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 16px; } .row .acts { margin: 0; }
form { margin: 0; } label { display: block; } .field { margin-top: 12px; } .field > span { display: block; font-size: 14px; color: var(--soft); }
input:not([type=checkbox], [type=radio]), select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--firm); border-radius: 8px; padding: 8px 10px; min-height: 40px; max-width: 100%; }
.pick { border: 0; padding: 0; margin: 16px 0 0; } .pick label { display: flex; gap: 12px; align-items: center; min-height: 48px; border-top: 1px solid var(--line); } .pick legend { font-weight: 600; padding: 0; margin-bottom: 4px; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 4px 24px; }
.wide { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; } th { text-align: left; font-weight: 500; color: var(--soft); } th, td { padding: 8px 12px; border-top: 1px solid var(--line); vertical-align: top; } thead th { border: 0; } code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.when { font-size: 22px; font-weight: 600; margin: 12px 0 0; } ul.scopes { columns: 180px; } ul.scopes li { margin: 2px 0; break-inside: avoid; }
ul.plain { padding-left: 20px; } ul.plain li { margin: 6px 0; max-width: 68ch; } ul.scopes { columns: 180px; } ul.scopes li { margin: 2px 0; }
@media (max-width: 640px) { main { margin-top: 24px; padding: 0 16px; } .top, .notice { padding-left: 16px; padding-right: 16px; } .row { padding: 16px; } }
`;
