/** Answers and charts. Lines differ by their dashes as well as by colour. */
export const chartCss = `
.answers{display:grid;gap:1rem}
@media (min-width:36rem){.answers{grid-template-columns:1fr 1fr}}
@media (min-width:70rem){.answers{grid-template-columns:repeat(4,1fr)}}
.answers>li{background:var(--mz-sheet);border:1px solid var(--mz-rule);border-block-start:4px solid var(--mz-accent);
padding:.875rem 1.125rem}
.answers h3{font-size:1.125rem;margin-block-end:.375rem}
.answers p+p{margin-block-start:.375rem}
.chart{margin-block-start:1.5rem}
.chart figcaption{font-weight:600;margin-block-end:.375rem}
.plot{display:block;background:var(--mz-sheet);border:1px solid var(--mz-rule-soft);padding:0 .5rem}
.plot path,.sample path{fill:none;vector-effect:non-scaling-stroke}
.plot text{font-size:12px;fill:var(--mz-ink-soft);font-variant-numeric:tabular-nums;paint-order:stroke;
stroke:var(--mz-sheet);stroke-width:3px}
.plot .now{fill:var(--mz-ink)}
.grid{stroke:var(--mz-rule-soft)}
.axis{stroke:var(--mz-ink-soft)}
.plot .area-allocated{fill:#efece4}
.line-allocated{stroke:#7b6a58;stroke-width:1.5}
.line-appropriation{stroke:var(--mz-good);stroke-width:2}
.line-release{stroke:var(--mz-accent);stroke-width:2.5;stroke-dasharray:7 4}
.line-payment{stroke:var(--mz-bad);stroke-width:3}
.line-now{stroke:var(--mz-ink);stroke-dasharray:2 3}
.legend{display:flex;flex-wrap:wrap;gap:.125rem 1.5rem;margin-block-start:.5rem;font-size:.9375rem}
.legend li{display:inline-flex;gap:.375rem;align-items:center}
.legend li::before{content:"\\200b";margin-inline-end:-.375rem}
.legend data{font-weight:600}
.year-bars{display:grid;gap:1rem 2.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr))}
.bars li{display:grid;grid-template-columns:6.5rem 1fr 5.5rem;gap:0 .625rem;align-items:center;font-size:.875rem}
.bars .bar-name{color:var(--mz-ink-soft)}
.bars data{text-align:end}
.bars .wide{grid-column:2/-1}
.bar{display:block;background:#f0ede5}
.bar-allocated{fill:#b9ae9c}
.bar-appropriated{fill:var(--mz-good)}
.bar-released{fill:#4f98a2}
.bar-paid{fill:var(--mz-bad)}
.bar-work{fill:var(--mz-accent)}
.revisions>li{padding-block:.75rem;border-block-end:1px solid var(--mz-rule)}
.revisions ul{margin-block:.25rem;font-variant-numeric:tabular-nums}
html:lang(en) .bars li{grid-template-columns:9.5rem 1fr 5rem}
@media print{.chart{break-inside:avoid}}
`.replaceAll(/\n\s*/g, "");
