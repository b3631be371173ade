import { LogFault, type FaultCode } from "../fault.ts";

/**
 * An ASCII decimal without sign and without leading zeroes, at most 2^53 - 1: beyond that a double would round, and a
 * rounded index is another entry. Throws the given fault.
 */
export function readDecimal(text: string, fault: FaultCode = "not-decimal"): number {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new LogFault(fault, text.slice(0, 40));
  return value;
}
