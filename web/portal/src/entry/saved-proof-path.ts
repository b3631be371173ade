/** Address of the page that proves an entry all by itself. */
export function savedProofPath(index: string): string {
  return `/entries/${index}/proof.html`;
}
