import { hundredthsText, parseDecimal } from "@mingzhang/ledger";

export interface Share {
  readonly key: string;
  /** Percent as decimal text, `78.00`. */
  readonly percent: string;
}

/** A bar of shares beside each other. What it says stands in words next to it, so it is hidden from who listens. */
export function ShareBar({ shares }: { shares: readonly Share[] }) {
  return (
    <svg className="share-bar" aria-hidden="true" focusable="false" width="100%" height="16">
      {shares.map(({ key, percent }, index) => (
        <rect
          key={key}
          className={`tone-${index % 6}`}
          x={`${hundredthsText(before(shares, index))}%`}
          width={`${hundredthsText(hundredths(percent))}%`}
          height="16"
        />
      ))}
    </svg>
  );
}

function before(shares: readonly Share[], index: number): bigint {
  return shares.slice(0, index).reduce((sum, { percent }) => sum + hundredths(percent), 0n);
}

/** How much of a whole there is, between nothing and all. */
export function Meter({ percent }: { percent: string }) {
  const width = hundredths(percent);
  const shown = width < 0n ? 0n : width > 10_000n ? 10_000n : width;
  return (
    <svg className="meter" aria-hidden="true" focusable="false" width="100%" height="8">
      <rect className="meter-whole" width="100%" height="8" />
      <rect className="meter-part" width={`${hundredthsText(shown)}%`} height="8" />
    </svg>
  );
}

function hundredths(percent: string): bigint {
  const decimal = parseDecimal(percent);
  if (!decimal) return 0n;
  const { value, scale } = decimal;
  return scale > 2 ? value / 10n ** BigInt(scale - 2) : value * 10n ** BigInt(2 - scale);
}
