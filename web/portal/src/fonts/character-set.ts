/** Characters as a part of an address: the gaps between them in their order, seven bits to a byte, base64url. */
export function writeCharacterSet(characters: readonly number[]): string {
  const bytes: number[] = [];
  let last = -1;
  for (const character of characters) {
    let gap = character - last - 1;
    for (; gap > 127; gap >>>= 7) bytes.push((gap & 127) | 128);
    bytes.push(gap);
    last = character;
  }
  return Buffer.from(bytes).toString("base64url");
}

/** The characters of such a text; null where it is none, or not the one way to write them. */
export function readCharacterSet(text: string): readonly number[] | null {
  const characters: number[] = [];
  let [last, gap, shift] = [-1, 0, 0];
  for (const byte of Buffer.from(text, "base64url")) {
    if (shift > 14) return null;
    gap |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    last += gap + 1;
    characters.push(last);
    [gap, shift] = [0, 0];
  }
  return writeCharacterSet(characters) === text ? characters : null;
}
