import { createRequire } from "node:module";
import { readCharacterSet, writeCharacterSet } from "./character-set.ts";
import { drawGlyphs } from "./draw-glyphs.ts";
import { type FontPackage, readFontPackage, type Slice } from "./font-slices.ts";
import { lighterOutline } from "./lighter-outline.ts";
import { type PackedGlyph, packGlyph } from "./packed-glyph.ts";
import { isWide } from "./wide-characters.ts";
import { woff2 } from "./woff2.ts";

const require = createRequire(import.meta.url);

/** Those of Noto Sans SC, above and below the baseline in thousandths of an em. */
export const chineseMetrics = { ascent: 1160, descent: 288 };
const notices = {
  copyright: "Copyright 2014-2021 Adobe (http://www.adobe.com/)",
  licence: "http://scripts.sil.org/OFL",
};

/** Part of every address: who changes what is cut raises it, so that an address keeps its bytes. */
const recipe = 1;
const weight = 400;
const unitsPerEm = 256;
/** More than any page shows. */
const mostCharacters = 3000;

interface Source extends FontPackage {
  readonly byCharacter: ReadonlyMap<number, Slice>;
}

let opened: Source | null = null;
/** Every glyph that was ever asked for, in its final form of some 90 bytes: there are at most some 30 000. */
const packed = new Map<number, PackedGlyph>();
let drawing: Promise<void> = Promise.resolve();

/** Address of a font with those of the characters that are Chinese and in Noto Sans SC; null where none is. */
export function chineseFontAddress(characters: readonly number[]): string | null {
  const { byCharacter } = source();
  const offered = characters.filter((character) => byCharacter.has(character));
  return offered.length > 0 ? `${folder()}${writeCharacterSet(offered)}.woff2` : null;
}

/** The font behind such an address, from the address alone; null where it is none. */
export async function chineseFont(address: string): Promise<Uint8Array | null> {
  if (!address.startsWith(folder()) || !address.endsWith(".woff2")) return null;
  const characters = readCharacterSet(address.slice(folder().length, -".woff2".length));
  if (!characters || characters.length === 0 || characters.length > mostCharacters) return null;
  if (!characters.every((character) => source().byCharacter.has(character))) return null;
  drawing = drawing.catch(() => undefined).then(() => packMissing(characters));
  await drawing;
  return woff2({
    family: "Mingzhang Noto Sans SC",
    notices,
    unitsPerEm,
    ...chineseMetrics,
    glyphs: characters.flatMap((character) => {
      const glyph = packed.get(character);
      return glyph ? [{ first: character, last: character, glyph }] : [];
    }),
  });
}

function folder(): string {
  return `/assets/fonts/${source().name}-${recipe}/`;
}

/** Slice by slice and one caller after another, so that the server answers others between. */
async function packMissing(characters: readonly number[]): Promise<void> {
  const missing = new Map<Slice, number[]>();
  for (const character of characters) {
    const slice = packed.has(character) ? undefined : source().byCharacter.get(character);
    if (slice) missing.set(slice, [...(missing.get(slice) ?? []), character]);
  }
  for (const [{ file }, wanted] of missing) {
    const drawn = await drawGlyphs(file, wanted, weight);
    const grid = { unitsPerEm: drawn.unitsPerEm, grid: unitsPerEm };
    for (const [character, contours] of drawn.outlines) {
      packed.set(character, packGlyph(lighterOutline(contours, grid)));
    }
  }
}

function source(): Source {
  if (opened) return opened;
  const sheet = require.resolve("@fontsource-variable/noto-sans-sc/index.css");
  const read = readFontPackage(sheet, [0x4e00, 0x9fff]);
  const byCharacter = new Map(
    read.slices.flatMap((slice) => slice.characters.filter(isWide).map((one) => [one, slice])),
  );
  opened = { ...read, byCharacter };
  return opened;
}
