/** Released, paid and done as shares of one line. The figures stand beside it, so it is not read aloud. */
export function ShareBars({ released, paid, progress }: { released: string; paid: string; progress: string | null }) {
  return (
    <svg className="share-bars" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bars-whole" x="0" y="3" width="200" height="10" />
      <rect className="bars-released" x="0" y="3" width={lengthOf(released)} height="10" />
      <rect className="bars-paid" x="0" y="6" width={lengthOf(paid)} height="4" />
      {progress !== null && <rect className="bars-progress" x={lengthOf(progress) - 1} y="0" width="2.4" height="16" />}
    </svg>
  );
}

function lengthOf(percent: string): number {
  return Math.max(0, Math.min(200, Number(percent) * 2));
}
