/** Ground, type, masthead, notices, foot, print. Tibetan needs a face of its own and more room. */
export const layoutCss = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--mz-paper);color:var(--mz-ink);font:1rem/1.65 var(--mz-font),"Noto Serif Tibetan";
line-break:strict;overflow-wrap:break-word}
:lang(bo){font-family:"Noto Serif Tibetan",Kailasa,"Microsoft Himalaya",serif;line-height:2;line-break:auto}
h1,h2,h3,p,ul,ol,dl,dd,figure{margin:0;padding:0}
ul,ol{list-style:none}
h1+.lead,h1+.aside{margin-block-start:.375rem}
h1{font-size:clamp(1.5rem,1.1rem + 2vw,2.125rem);line-height:1.3;letter-spacing:.01em;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.4}
h3{font-size:1rem;line-height:1.5}
small{font-size:.8125rem;color:var(--mz-ink-soft)}
a{color:var(--mz-accent);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--mz-accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;inset-inline-start:.5rem;top:-4rem;padding:.5rem 1rem;background:var(--mz-ink);color:#fff;
z-index:2}
.skip:focus{top:.5rem}
.masthead,main,.foot,.notice{padding-inline:max(1rem,calc((100vw - 70rem)/2))}
.masthead{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.75rem;padding-block:.75rem;
background:var(--mz-sheet);
border-block-end:1px solid var(--mz-rule)}
.masthead>nav:not(.languages){order:2}
.brand{display:flex;align-items:center;min-height:2.25rem;gap:.5rem;color:var(--mz-ink);text-decoration:none}
.brand-name{font-size:1.1875rem;font-weight:700;letter-spacing:.06em}
.brand-what{color:var(--mz-ink-soft);font-size:.8125rem}
.places,.languages ul{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.places a,.languages a,.languages span{display:inline-block;padding-block:.375rem}
.places a{text-decoration:none;color:var(--mz-ink)}
.places a:hover{text-decoration:underline}
.places a[aria-current]{font-weight:600;box-shadow:inset 0 -2px var(--mz-accent)}
.languages{order:3;margin-inline-start:auto;min-inline-size:7.25em;font-size:.875rem}
.languages,.languages ul{min-block-size:2.25rem}
.languages li{display:flex}
@media (max-width:47.99rem){.masthead>nav:not(.languages){order:4;flex-basis:100%}}
@media (max-width:29.99rem){html:not(:lang(zh)) .brand-what{display:none}}
.languages span{color:var(--mz-ink-soft)}
.notice{padding-block:.625rem;border-block-end:1px solid var(--mz-rule)}
.notice-simulated{background:var(--mz-past-paper)}
.notice-past{display:flex;flex-wrap:wrap;gap:.125rem 1.5rem;justify-content:space-between;
background:var(--mz-past-paper);
color:var(--mz-past);border-inline-start:6px solid var(--mz-past)}
.notice-past a{color:var(--mz-past)}
main .notice{margin-block:1rem;padding-inline:1rem}
main{padding-block:1.5rem 3rem}
main>section,main>nav,main>figure{margin-block-start:2.5rem}
section>h2{padding-block-end:.375rem;border-block-end:2px solid var(--mz-ink);margin-block-end:.875rem}
section>h3{margin-block:1.125rem .375rem}
.lead{color:var(--mz-ink-soft);max-width:44em;margin-block-end:.75rem}
.prose{max-width:44em}
ul.prose>li{margin-block-end:.5rem;padding-inline-start:1.125rem;position:relative}
ul.prose>li::before{content:"";position:absolute;inset-inline-start:0;top:.7em;width:.5rem;height:2px;
background:var(--mz-accent)}
.soft,.note{color:var(--mz-ink-soft)}
.note{font-size:.875rem;margin-block-start:.5rem}
.warn{color:var(--mz-warn);font-weight:600}
.empty{color:var(--mz-ink-soft);padding-block:.75rem}
.mono{font-family:var(--mz-mono);font-size:.875rem}
.hash{overflow-wrap:anywhere}
.crumb{margin-block-end:.25rem;font-size:.9375rem}
.under-title{margin-block:.5rem 1rem}
.aside{display:flex;flex-wrap:wrap;gap:0 1rem;font-size:.875rem;color:var(--mz-ink-soft)}
.contents ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
main>.contents{margin-block-start:1rem}
.pages{display:flex;flex-wrap:wrap;gap:.5rem 2rem;padding-block:1rem}
.pages a{padding-block:.25rem}
details>summary{cursor:pointer;padding-block:.375rem;color:var(--mz-accent)}
pre{margin:0;padding:.875rem 1rem;overflow-x:auto;background:var(--mz-sheet);border:1px solid var(--mz-rule);
font:.8125rem/1.6 var(--mz-mono),var(--mz-font)}
pre.wrap{white-space:pre-wrap;overflow-wrap:anywhere;margin-block:.5rem}
.foot{padding-block:1.5rem 2.5rem;background:var(--mz-sheet);border-block-start:1px solid var(--mz-rule);
font-size:.875rem;
display:grid;gap:1.5rem}
.foot h2{font-size:.9375rem;margin-block-end:.375rem}
.colophon{color:var(--mz-ink-soft)}
.data-links{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
@media (min-width:56rem){.foot{grid-template-columns:3fr 2fr}.colophon{grid-column:1/-1}}
@media print{
body{background:#fff;font-size:10pt}
.masthead nav,.skip,.moment-control,.contents,.pages,form{display:none}
.mz-table-frame{overflow:visible}
details>summary{color:inherit}
section{break-inside:auto}
h2,h3{break-after:avoid}
tr,.card,.changes>li{break-inside:avoid}
}
`;
