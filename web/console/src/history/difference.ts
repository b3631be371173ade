import { parseDecimal } from "@mingzhang/ledger";
import { daysBetween, withMinus } from "@mingzhang/ui";

/** `b − a` of two plain decimals, exactly and with its sign: `+0.5`, `−14.27`; null where one of them is no number. */
export function decimalDifference(a: string, b: string): string | null {
  const [from, to] = [parseDecimal(a), parseDecimal(b)];
  if (!from || !to) return null;
  const scale = Math.max(from.scale, to.scale);
  const value = to.value * 10n ** BigInt(scale - to.scale) - from.value * 10n ** BigInt(scale - from.scale);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const text = fraction === "" ? whole : `${whole}.${fraction}`;
  return value > 0n ? `+${text}` : withMinus(value < 0n ? `-${text}` : text);
}

/** Days from one date to another with their sign: `+33`. */
export function dayDifference(a: string, b: string): string {
  const days = daysBetween(a, b);
  return days > 0 ? `+${days}` : withMinus(String(days));
}
