import type { Lang } from "@mingzhang/ui";

/** A number of bytes as people say it: `850 KB`, `1.2 MB`. */
export function fileSize(bytes: number, lang: Lang): string {
  const [amount, unit] = bytes < 999_500 ? [Math.max(bytes / 1000, 1), "KB"] : [bytes / 1_000_000, "MB"];
  const digits = unit === "KB" || amount >= 10 ? 0 : 1;
  return `${new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(amount)} ${unit}`;
}
