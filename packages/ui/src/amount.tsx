import type { Fen } from "@mingzhang/ledger";
import { fenOf, type WanDigits, type WrittenAmount, writeAmount } from "./amount-text.ts";
import { type AmountUnit, useUi } from "./ui-context.tsx";

export interface AmountProps {
  /** null where there is no figure: written as a dash, read aloud as "no data". */
  readonly fen: Fen | string | null | undefined;
  readonly unit?: AmountUnit;
  readonly digits?: WanDigits;
  /** Writes the unit behind the figure; leave it out where a heading names it. */
  readonly withUnit?: boolean;
  /** Writes a plus before a gain: for differences. */
  readonly signed?: boolean;
}

/** An amount of money, the same to officer and citizen. The element's value is the exact number of fen. */
export function Amount({ fen, unit, digits, withUnit = false, signed = false }: AmountProps) {
  const ui = useUi();
  const value = fenOf(fen);
  if (value === null) return <None label={ui.t("amount.none")} />;
  const shownUnit = unit ?? ui.unit;
  const written = writeAmount(value, shownUnit, digits);
  const unitText = ui.t(shownUnit === "wan" ? "unit.wan" : "unit.yuan");
  return (
    <data className={className(written)} value={value.toString()} title={exactTitle(written, ui)}>
      {signed && value > 0n ? `+${written.text}` : written.text}
      {withUnit && <span className="mz-unit">{` ${unitText}`}</span>}
    </data>
  );
}

function className({ fen }: WrittenAmount): string {
  if (fen < 0n) return "mz-amount mz-negative";
  return fen === 0n ? "mz-amount mz-zero" : "mz-amount";
}

function exactTitle(written: WrittenAmount, { t }: ReturnType<typeof useUi>): string | undefined {
  if (written.exact) return undefined;
  return t("amount.exactly", { amount: writeAmount(written.fen, "wan").text, unit: t("unit.wan") });
}

function None({ label }: { label: string }) {
  return (
    <span className="mz-amount mz-none">
      <span aria-hidden="true">—</span>
      <span className="mz-aside">{label}</span>
    </span>
  );
}
