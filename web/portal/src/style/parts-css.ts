/** Facts, bars, cards, lists and forms. Bars differ in lightness as well as in hue. */
export const partsCss = `
.facts{display:flex;flex-wrap:wrap;gap:.625rem 2rem;margin-block:.75rem}
.facts>div{min-width:7.5rem}
.facts>.wide{flex-basis:100%}
.facts dt{font-size:.8125rem;color:var(--mz-ink-soft)}
.facts dd{font-variant-numeric:tabular-nums}
.money{display:grid;gap:1.25rem 2.5rem}
.money-total dt{color:var(--mz-ink-soft)}
.big{font-size:clamp(2rem,1.4rem + 3vw,3rem);font-weight:650;line-height:1.25;letter-spacing:-.01em}
.big .mz-unit{font-size:1.125rem;letter-spacing:0}
.money-path{display:grid;gap:.875rem;align-content:start}
.money-path li{display:grid;grid-template-columns:10rem 1fr;gap:.125rem 1rem;align-items:baseline}
html:lang(en) .money-path li{grid-template-columns:13.5rem 1fr}
.money-path .sum{font-weight:600}
.money-path .meter{grid-column:1/-1}
.money-path .soft{grid-column:1/-1;font-size:.8125rem}
.money>.facts{margin:0;padding-block-start:.875rem;border-block-start:1px solid var(--mz-rule)}
@media (min-width:56rem){.money{grid-template-columns:18rem 1fr}.money>.facts{grid-column:1/-1}}
.meter,.share-bar{display:block}
.meter{overflow:hidden;border-radius:2px}
.meter-whole{fill:var(--mz-rule)}
.meter-part{fill:var(--mz-accent)}
.tone-0{fill:#0d6470;background:#0d6470}
.tone-1{fill:#b4791c;background:#b4791c}
.tone-2{fill:#5d8a46;background:#5d8a46}
.tone-3{fill:#a32a1e;background:#a32a1e}
.tone-4{fill:#2f3f6b;background:#2f3f6b}
.tone-5{fill:#7b6a58;background:#7b6a58}
.shares{margin-block-start:1.25rem}
.shares figcaption{font-weight:600;margin-block-end:.375rem}
.shares ul{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin-block-start:.625rem}
.shares li{display:inline-flex;gap:.5rem;align-items:baseline}
.shares .soft{font-size:.875rem}
.swatch{width:.75rem;height:.75rem;align-self:center;border-radius:2px}
.mz-table{background:var(--mz-sheet)}
.mz-table th[scope=row]{min-width:6.5em}
.mz-table .sources{min-width:15em}
.mz-table-frame{border:1px solid var(--mz-rule-soft)}
.mz-table caption{padding-inline:.7em;background:var(--mz-sheet);font-size:.875rem}
.matrix .mz-table th[scope=row]{position:sticky;inset-inline-start:0;background:inherit;min-width:8.5em;
max-width:16em}
.matrix .mz-table thead th:first-child{position:sticky;inset-inline-start:0;background:var(--mz-sheet)}
.matrix tbody tr{background:var(--mz-sheet)}
.matrix .row-sector{background:#f4f1e9}
.matrix .row-sector>*{font-weight:600}
.matrix .row-project>th{padding-inline-start:1.5em}
.matrix .row-total>*{font-weight:700;border-block-start:1px solid var(--mz-ink);
border-block-end:3px double var(--mz-ink)}
.matrix .row-rule>*,.matrix .row-variance>*{color:var(--mz-ink-soft)}
.matrix .row-variance .mz-negative{color:var(--mz-bad)}
.chart+.cards{margin-block-start:1.5rem}
.cards{display:grid;gap:1rem;align-items:start;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr))}
.card,.plan-list>li{background:var(--mz-sheet);border:1px solid var(--mz-rule);padding:1rem 1.125rem}
.card .facts{margin-block:.75rem 0;padding-block-start:.625rem;border-block-start:1px solid var(--mz-rule-soft);
gap:.375rem 1.25rem}
.card .facts>div{min-width:5.5rem}
.progress{margin-block:.5rem .375rem}
.plan-list{display:grid;gap:1rem}
.plan-list h3{font-size:1.25rem;display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center}
.plan-list .mz-simulated{font-size:.8125rem}
.quantities{font-size:.9375rem}
section>.quantities,section>.progress{max-width:44rem}
.columns{display:grid;gap:1rem 3rem;align-items:start}
@media (min-width:56rem){.columns{grid-template-columns:1fr 1fr}}
.columns>*{margin-block:0}
.columns .mz-table{table-layout:fixed}
.quantities li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem}
.quantities .mz-figures{white-space:normal}
.steps,.sources{font-size:.9375rem}
.milestones{background:var(--mz-sheet);border:1px solid var(--mz-rule-soft)}
.milestones li{display:grid;gap:.125rem 1.25rem;padding:.5rem .875rem;border-block-end:1px solid var(--mz-rule-soft)}
.milestones li:last-child{border:0}
.milestones .what,.milestones .dates{display:flex;flex-wrap:wrap;gap:0 1rem}
.milestones .what a{font-size:.875rem}
.milestones .dates{font-size:.875rem;color:var(--mz-ink-soft)}
.milestones .warn{color:var(--mz-warn)}
@media (min-width:48rem){.milestones li{grid-template-columns:6.5rem 1fr auto}}
.changes li{display:grid;gap:.125rem 1.25rem;padding-block:.75rem;border-block-end:1px solid var(--mz-rule)}
.changes .when{display:flex;gap:.75rem;font-weight:600}
.changes .kind{font-weight:400;color:var(--mz-ink-soft)}
.replaced>div>p:first-child,p.replaced{text-decoration:line-through;text-decoration-color:var(--mz-warn);
color:var(--mz-ink-soft)}
@media (min-width:48rem){.changes li{grid-template-columns:9.5rem 1fr}.changes .when{flex-direction:column;gap:0}}
.glossary{display:grid;gap:1rem;max-width:48em}
.glossary dt{font-weight:600}
.glossary>div:target{background:var(--mz-accent-soft);box-shadow:0 0 0 .5rem var(--mz-accent-soft)}
.statement-text{font-size:1.1875rem;line-height:1.6;max-width:40em;margin-block:1rem;padding-inline-start:1rem;
border-inline-start:4px solid var(--mz-accent)}
.address{display:grid;grid-template-columns:minmax(min(100%,10rem),auto) 1fr;padding-block:.25rem}
@media (max-width:47.99rem){.address{grid-template-columns:1fr}}
.address>*{min-width:0;overflow-wrap:anywhere}
.address a{font-family:var(--mz-mono);font-size:.875rem}
.addresses+div,.addresses+*{margin-block-start:.75rem}
.moment-control{margin-block:1rem;padding:.25rem 1rem;background:var(--mz-sheet);border:1px solid var(--mz-rule)}
form{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,9.5rem),1fr));gap:.75rem 1.25rem;
align-items:start;padding-block:.5rem 1rem}
.moment-control form{grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr))}
.filter{margin-block-start:1rem}
.field{display:grid;gap:.25rem}
.field label{font-size:.875rem;font-weight:600}
.field p{font-size:.8125rem;color:var(--mz-ink-soft)}
input,select,button{font:inherit;min-height:2.75rem;max-width:100%}
input,select{width:100%;padding:.25rem .625rem;color:inherit;background:#fff;border:1px solid #837b6b;
border-radius:3px}
button{padding:.25rem 1.5rem;color:#fff;background:var(--mz-accent);border:0;border-radius:3px;cursor:pointer;
justify-self:start}
button:hover{background:#094b54}
@media (min-width:48rem){.moment-control button{margin-block-start:1.75rem}}
.actions{display:flex;gap:1rem;align-items:center;grid-column:1/-1}
.trouble>*+*{margin-block-start:1rem}
.trouble li{padding-block:.25rem}
.wrong{padding:.5rem .75rem;background:var(--mz-bad-soft);color:var(--mz-bad);width:fit-content;max-width:100%}
`;
