/**
 * A cell's text as the domain keeps it: one line, trimmed; a dash where the cell says nothing, because a fact has no
 * empty texts.
 */
export function textOrDash(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim() || "—";
}
