import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chineseFont, chineseFontAddress } from "./chinese-font.ts";
import { emFontUrl } from "./em-font.ts";
import { type FontPackage, readFontPackage, type Slice } from "./font-slices.ts";
import { isWide, wideRange } from "./wide-characters.ts";

const require = createRequire(import.meta.url);

/** What a page needs for readers without a font of their own for its characters. */
export interface FallbackFonts {
  readonly css: string;
  /** A font that has to be there before the page is first shown; null where there is none. */
  readonly preload: string | null;
}

interface Shown {
  /** Characters that a script may write. */
  readonly later: string;
  /** Whether the place of each character is held for its glyph. A page that may be opened offline does without. */
  readonly still: boolean;
}

/** Families behind those of the reader's own system; the last only stands in until the others have come. */
export const fallbackFamilies = "MzHan,MzLater,var(--mz-em,MzHan)";

/** Readers whom the faces are for. Phones are left out by rule: each has such a font, but does not always name it. */
export const fallbackMedia = "not (pointer:coarse)";

// Longer than the glyphs take on a slow line. Where they have not come by then, any font of the system may help out.
const standIn = ":root{--mz-em:MzEm;animation:mz-em 1ms 6s forwards}@keyframes mz-em{from,to{--mz-em:MzHan}}";

let tibetan: FontPackage | null = null;

/**
 * Faces for exactly the Chinese and Tibetan characters of a page, as the last families in the list: who has such a font
 * downloads none.
 */
export function fallbackFonts(html: string, { later, still }: Shown): FallbackFonts {
  const characters = charactersOf(html);
  const now = chineseFontAddress(characters);
  const added = charactersOf(later).filter((one) => isWide(one) && !characters.includes(one));
  const afterwards = chineseFontAddress(added);
  const held = still && (now ?? afterwards) !== null;
  const faces = [
    ...(now ? [face("MzHan", now, wideRange)] : []),
    ...(afterwards ? [face("MzLater", afterwards, rangeOf(added))] : []),
    ...(held ? [face("MzEm", emFontUrl(), wideRange), standIn] : []),
    ...tibetanFaces(characters),
  ];
  const css = faces.length > 0 ? `@media ${fallbackMedia}{${faces.join("")}}` : "";
  return { css, preload: held ? emFontUrl() : null };
}

/** The font behind an address on this site, which holds its version and never changes; null where there is none. */
export async function fontAt(path: string): Promise<Uint8Array | null> {
  const slice = tibetanFont().slices.find((one) => tibetanAddress(one) === path);
  return slice ? readFile(slice.file) : chineseFont(path);
}

function charactersOf(text: string): readonly number[] {
  return [...new Set(text)].map((one) => one.codePointAt(0) ?? 0).toSorted((a, b) => a - b);
}

function rangeOf(characters: readonly number[]): string {
  return characters.map((one) => `U+${one.toString(16)}`).join(",");
}

function face(family: string, address: string, range: string): string {
  return (
    `@font-face{font-family:${family};font-weight:400;font-display:swap;` +
    `src:url(${address})format("woff2");unicode-range:${range}}`
  );
}

function tibetanFaces(characters: readonly number[]): readonly string[] {
  return tibetanFont().slices.flatMap((slice) => {
    const own = characters.filter((one) => slice.characters.includes(one) && one >= 0x0f00);
    return own.length > 0 ? [face(`"${slice.family}"`, tibetanAddress(slice), rangeOf(own))] : [];
  });
}

function tibetanAddress({ name }: Slice): string {
  return `/assets/fonts/${tibetanFont().name}/${name}`;
}

function tibetanFont(): FontPackage {
  const sheet = require.resolve("@fontsource/noto-serif-tibetan/tibetan-400.css");
  tibetan ??= readFontPackage(sheet, [0x0f00, 0x0fff]);
  return tibetan;
}
