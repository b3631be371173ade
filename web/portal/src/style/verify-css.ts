/** The verifier and its report: on the pages of entries only. */
export const verifyCss = `
.verify-actions{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:center;margin-block:.75rem}
@media (scripting:none){.needs-script{display:none}}
button:disabled{background:var(--mz-ink-soft);cursor:default}
textarea{font:.8125rem/1.5 var(--mz-mono);width:100%;max-width:60rem;min-height:6rem;padding:.5rem;color:inherit;
background:#fff;border:1px solid #837b6b;border-radius:3px}
.own-policy{display:grid;gap:.25rem;padding-block:.25rem .75rem}
.raw-forms{display:grid;gap:1rem 2rem;align-items:start}
.raw-forms>*{min-width:0;margin:0}
.raw-forms h3{margin-block:0 .375rem}
@media (min-width:56rem){.raw-forms{grid-template-columns:1fr 1fr}}
.verdict{display:grid;gap:.25rem;margin-block:1rem .5rem;padding:.75rem 1rem;background:var(--mz-sheet);
border:1px solid var(--mz-rule);border-inline-start:6px solid var(--mz-ink-soft)}
.verdict strong{font-size:1.125rem}
.verdict-passed,.verdict-passed-offline{background:var(--mz-good-soft);border-color:var(--mz-good)}
.verdict-passed strong,.verdict-passed-offline strong{color:var(--mz-good)}
.verdict-failed{background:var(--mz-bad-soft);border-color:var(--mz-bad)}
.verdict-failed strong{color:var(--mz-bad)}
.check-part h3{margin-block:1.125rem .125rem}
.checks{margin-block-start:.375rem;background:var(--mz-sheet);border:1px solid var(--mz-rule-soft)}
.check{display:grid;grid-template-columns:1.5rem 1fr;gap:0 .375rem;padding:.5rem .875rem;
border-block-end:1px solid var(--mz-rule-soft)}
.check:last-child{border:0}
.check-mark{font-weight:700}
.check-passed>.check-mark,.check-passed>.check-said>strong{color:var(--mz-good)}
.check-failed{background:var(--mz-bad-soft)}
.check-failed>.check-mark,.check-failed>.check-said>strong{color:var(--mz-bad)}
.check-note{display:block;font-size:.875rem;color:var(--mz-ink-soft)}
.check-failed .check-note{color:var(--mz-bad)}
.check details{font-size:.8125rem}
.check-facts{display:grid;grid-template-columns:auto 1fr;gap:.125rem 1rem}
`.replaceAll(/\n\s*/g, "");
