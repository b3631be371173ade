/** A bar from zero whose length is a share, in percent, of the one scale that all bars beside it have. */
export function Bar({ percent, kind }: { percent: string; kind: string }) {
  const share = Math.min(100, Math.max(0, Number(percent)));
  return (
    <svg className="bar" aria-hidden="true" focusable="false" width="100%" height="12">
      <rect className={`bar-${kind}`} width={`${share}%`} height="12" />
    </svg>
  );
}
