/** The account statement: a table where there is room, a card for each line where there is not. */
export const statementCss = `
.statement{width:100%;border-collapse:collapse;background:var(--mz-sheet);border:1px solid var(--mz-rule-soft);
font-size:.9375rem}
.statement caption{text-align:start;padding-block:.375rem;color:var(--mz-ink-soft);font-size:.875rem}
.statement th,.statement td{padding:.5rem .75rem;text-align:start;vertical-align:baseline;
border-block-end:1px solid var(--mz-rule-soft);
font-weight:400}
.statement thead th{font-size:.8125rem;font-weight:600;color:var(--mz-ink-soft);
border-block-end:1px solid var(--mz-rule)}
.statement .mz-figures{text-align:end}
.statement .sum{font-weight:600}
.statement .day{white-space:nowrap}
.statement .day .mz-late{display:block}
.statement .kind{font-weight:600}
.statement .kind-appropriation{color:var(--mz-good)}
.statement .kind-release{color:var(--mz-accent)}
.statement .kind-payment{color:var(--mz-past)}
@media (max-width:47.99rem){
.statement,.statement tbody,.statement caption{display:block}
.statement{border:0;background:none}
.statement thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.statement tr{display:grid;grid-template-columns:1fr 1fr 1fr;background:var(--mz-sheet);
border:1px solid var(--mz-rule);
margin-block-end:.625rem;padding:.5rem .25rem}
.statement th,.statement td{border:0;padding:.125rem .75rem}
.statement .day,.statement .movement{grid-column:1/-1}
.statement .day{display:flex;gap:.75rem;color:var(--mz-ink-soft)}
.statement .mz-figures{text-align:start;margin-block-start:.25rem}
.statement td[data-label]::before{content:attr(data-label);display:block;font-size:.75rem;font-weight:400;
color:var(--mz-ink-soft);white-space:normal}
}
`;
