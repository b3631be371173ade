import { chineseMetrics } from "./chinese-font.ts";
import { packGlyph } from "./packed-glyph.ts";
import { wideBlocks } from "./wide-characters.ts";
import { smallWoff2 } from "./woff2.ts";

let made: string | null = null;

/**
 * A font of some 300 bytes as an address that holds it: an empty square for every Chinese character. Text is laid out
 * by it as it will be once the true glyphs have come, so that nothing moves then.
 */
export function emFontUrl(): string {
  made ??= `data:font/woff2;base64,${Buffer.from(emFont()).toString("base64")}`;
  return made;
}

function emFont(): Uint8Array {
  const glyph = packGlyph([]);
  return smallWoff2({
    family: "Em",
    notices: { copyright: "", licence: "" },
    unitsPerEm: 256,
    ...chineseMetrics,
    glyphs: wideBlocks.map(([first, last]) => ({ first, last, glyph })),
  });
}
