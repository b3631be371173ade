/** Pictures in frames of one form, so that nothing moves when they come, and none is cut. For project pages only. */
export const evidenceCss = `
.gallery{display:grid;gap:1.25rem 1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
.gallery figure{background:var(--mz-sheet);border:1px solid var(--mz-rule-soft)}
.gallery a:has(img){display:block}
.gallery img{display:block;width:100%;height:auto;aspect-ratio:4/3;object-fit:contain;background:var(--mz-rule-soft)}
.gallery figcaption{padding:.5rem .75rem .75rem;font-size:.9375rem}
.gallery .soft,.documents .soft{display:flex;flex-wrap:wrap;gap:0 1rem;font-size:.875rem}
#evidence code{overflow-wrap:anywhere}
#evidence summary{font-size:.8125rem}
#evidence .warn{margin-block-end:.75rem}
.documents li{padding-block:.5rem;border-block-end:1px solid var(--mz-rule-soft)}
`.replaceAll(/\n\s*/g, "");
