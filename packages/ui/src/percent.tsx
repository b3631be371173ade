import { divideRounded, parseDecimal } from "@mingzhang/ledger";
import { withMinus } from "./amount-text.ts";
import { useUi } from "./ui-context.tsx";

/** `12.333` with two digits → `12.33`; text that is no decimal is returned as it is. */
export function fixedDecimal(text: string, digits: number): string {
  const decimal = parseDecimal(text);
  if (!decimal) return text;
  const scaled =
    decimal.scale > digits
      ? divideRounded(decimal.value, 10n ** BigInt(decimal.scale - digits))
      : decimal.value * 10n ** BigInt(digits - decimal.scale);
  if (digits === 0) return scaled.toString();
  const size = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
  return `${scaled < 0n ? "-" : ""}${size.slice(0, -digits)}.${size.slice(-digits)}`;
}

/** A share in percent from an exact decimal text such as `78.00`; null is written as a dash. */
export function Percent({ value, digits = 2 }: { value: string | null | undefined; digits?: number }) {
  const { t } = useUi();
  if (value === null || value === undefined) {
    return (
      <span className="mz-amount mz-none">
        <span aria-hidden="true">—</span>
        <span className="mz-aside">{t("amount.none")}</span>
      </span>
    );
  }
  return <data className="mz-amount" value={value}>{`${withMinus(fixedDecimal(value, digits))}%`}</data>;
}
