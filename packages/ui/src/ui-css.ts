import { fontStack, monoStack, palette } from "./palette.ts";

const variables = Object.entries(palette)
  .map(([name, value]) => `--mz-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value};`)
  .join("");

/** Style of the shared components, with the palette as custom properties. Text, so that a server can write it too. */
export const uiCss = `
:root{${variables}--mz-font:${fontStack};--mz-mono:${monoStack}}
.mz-amount,.mz-time,.mz-figures{font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
.mz-negative{color:var(--mz-bad)}
.mz-zero,.mz-none{color:var(--mz-ink-soft)}
.mz-unit{color:var(--mz-ink-soft);font-size:.85em;font-weight:400}
.mz-aside{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.mz-late{color:var(--mz-warn);font-size:.875em;white-space:nowrap}
.mz-badge{display:inline-block;padding:0 .5em;border:1px solid currentColor;border-radius:3px;font-size:.8125em;
line-height:1.55;white-space:nowrap}
.mz-status{display:inline-flex;align-items:baseline;gap:.35em;white-space:nowrap}
.mz-status::before{content:"\\200b";margin-inline-end:-.35em}
.mz-status svg{flex:none;align-self:center}
.mz-tone-plain{color:var(--mz-ink-soft)}
.mz-tone-good{color:var(--mz-good)}
.mz-tone-warn{color:var(--mz-warn)}
.mz-tone-bad{color:var(--mz-bad)}
.mz-tone-accent{color:var(--mz-accent)}
.mz-simulated{display:inline-flex;flex-wrap:wrap;gap:.2em .6em;align-items:baseline;padding:.1em .6em;border-radius:3px;
color:var(--mz-past);border:1px solid var(--mz-past);
background:repeating-linear-gradient(135deg,var(--mz-past-paper) 0 8px,#fff9ea 8px 16px)}
.mz-table-frame{position:relative;overflow-x:auto;overscroll-behavior-x:contain}
.mz-table{width:100%;border-collapse:collapse;font-size:.9375rem}
.mz-table caption{text-align:start;font-weight:600;padding-block:.4em}
.mz-table th,.mz-table td{padding:.42em .7em;text-align:start;vertical-align:baseline;
border-block-end:1px solid var(--mz-rule-soft)}
.mz-table thead th{color:var(--mz-ink-soft);font-weight:600;font-size:.8125rem;border-block-end-color:var(--mz-rule);
white-space:nowrap}
.mz-table tbody th{font-weight:400;min-inline-size:7.5em}
.mz-table tfoot th,.mz-table tfoot td{font-weight:600;border-block:1px solid var(--mz-rule)}
.mz-table .mz-figures{text-align:end}
.mz-table .mz-empty{text-align:center;color:var(--mz-ink-soft);padding-block:1.6em}
@media (max-width:760px){.mz-table{font-size:.875rem}.mz-table th,.mz-table td{padding-inline:.5em}
.mz-table tbody th:first-child{position:sticky;inset-inline-start:0;background:var(--mz-sheet);z-index:1}}
`.replaceAll("\n", "");
