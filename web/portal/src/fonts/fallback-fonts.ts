import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

interface Slice {
  readonly url: string;
  readonly file: string;
  readonly family: string;
  readonly weight: string;
  readonly characters: readonly number[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

interface Slices {
  readonly byCharacter: ReadonlyMap<number, Slice>;
  /** Address on this site → file. Nothing but these is ever served. */
  readonly files: ReadonlyMap<string, string>;
}

const require = createRequire(import.meta.url);
const sheets = [
  require.resolve("@fontsource-variable/noto-sans-sc/index.css"),
  require.resolve("@fontsource/noto-serif-tibetan/tibetan-400.css"),
];

let loaded: Slices | null = null;

/** Address → file of every slice of the fallback fonts. An address holds the font's version: it never changes. */
export function fontFiles(): ReadonlyMap<string, string> {
  return slices().files;
}

/**
 * Faces for exactly the Chinese and Tibetan characters of a page, as the last family in the list. Who has such a font
 * downloads none. Phones are left out by rule and not by guess: each of them has one, but does not always name it.
 */
export function fallbackFaces(html: string): string {
  const wanted = new Map<Slice, number[]>();
  for (const character of charactersOf(html)) {
    const slice = slices().byCharacter.get(character);
    if (slice) wanted.set(slice, [...(wanted.get(slice) ?? []), character]);
  }
  const faces = [...wanted].map(([slice, characters]) => face(slice, characters));
  return faces.length > 0 ? `@media not (pointer:coarse){${faces.join("")}}` : "";
}

function face({ family, weight, url }: Slice, characters: readonly number[]): string {
  const range = characters.map((character) => `U+${character.toString(16)}`).join(",");
  return (
    `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;` +
    `src:url(${url})format("woff2");unicode-range:${range}}`
  );
}

/** Tibetan, and everything from the CJK radicals on: what fonts for Latin script lack. */
function charactersOf(html: string): readonly number[] {
  const found = new Set<number>();
  for (const character of html) {
    const point = character.codePointAt(0) ?? 0;
    if ((point >= 0x0f00 && point <= 0x0fff) || (point >= 0x2e80 && point < 0xe000) || point >= 0xf900)
      found.add(point);
  }
  return [...found].toSorted((a, b) => a - b);
}

function slices(): Slices {
  if (loaded) return loaded;
  const all = sheets.flatMap(slicesOf);
  loaded = {
    byCharacter: new Map(all.flatMap((slice) => slice.characters.map((character) => [character, slice]))),
    files: new Map(all.map(({ url, file }) => [url, file])),
  };
  return loaded;
}

function slicesOf(sheet: string): readonly Slice[] {
  const folder = dirname(sheet);
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const base = `/assets/fonts/${name.split("/")[1]}-${version}`;
  const blocks = readFileSync(sheet, "utf8").match(/@font-face\s*\{[^}]*\}/g) ?? [];
  const found = blocks.map((block) => {
    const file = required(block, /url\(\.\/files\/([\w.-]+\.woff2)\)/);
    return {
      url: `${base}/${file}`,
      file: join(folder, "files", file),
      family: required(block, /font-family:\s*'([^']+)'/),
      weight: required(block, /font-weight:\s*([\d ]+);/),
      characters: rangesOf(block).flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
    };
  });
  if (found.length === 0) throw new Error(`${sheet} holds no font faces`);
  return found;
}

/** A sheet of one script names no range: the file itself knows what it holds. */
function rangesOf(block: string): readonly (readonly [from: number, to: number])[] {
  const text = /unicode-range:\s*([^;}]+)/.exec(block)?.[1];
  if (text === undefined) return [[0x0f00, 0x0fff]];
  return text.split(",").map((part) => {
    const [from = "", to = from] = part.trim().slice(2).split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}

function required(block: string, pattern: RegExp): string {
  const found = pattern.exec(block)?.[1];
  if (found === undefined) throw new Error(`a font face without ${pattern}: ${block}`);
  return found;
}
