/** Lower-case ASCII words joined by hyphens, at most 63 characters: what may stand in a URL and as a project code. */
export function isSlug(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
