/**
 * Whether a text can be the slug or code of anything: lower-case words joined by hyphens. Anything else names nothing,
 * and is not sent to a database that might stumble over a NUL.
 */
export function isPlainName(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

export function isEventId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
