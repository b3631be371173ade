import { createHash } from "node:crypto";

/** UUID of the nth fact of an entry: the same in every demonstration, so that its pages can be cited. */
export function simulatedId(key: string, index: number): string {
  const hex = createHash("sha256").update(`mingzhang demo ${key} ${index}`).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
