import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file of a font package, and the characters that it is for. */
export interface Slice {
  readonly name: string;
  readonly file: string;
  readonly family: string;
  readonly characters: readonly number[];
}

export interface FontPackage {
  /** Name and version of the package, as a part of an address. */
  readonly name: string;
  readonly slices: readonly Slice[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The slices that a sheet of a font package names. `otherwise` are the characters where the sheet names none. */
export function readFontPackage(sheet: string, otherwise: readonly [from: number, to: number]): FontPackage {
  const folder = dirname(sheet);
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const blocks = readFileSync(sheet, "utf8").match(/@font-face\s*\{[^}]*\}/g) ?? [];
  if (blocks.length === 0) throw new Error(`${sheet} holds no font faces`);
  const slices = blocks.map((block) => {
    const file = required(block, /url\(\.\/files\/([\w.-]+\.woff2)\)/);
    return {
      name: file,
      file: join(folder, "files", file),
      family: required(block, /font-family:\s*'([^']+)'/),
      characters: (rangesOf(block) ?? [otherwise]).flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_, at) => from + at),
      ),
    };
  });
  return { name: `${name.split("/")[1]}-${version}`, slices };
}

function rangesOf(block: string): readonly (readonly [from: number, to: number])[] | undefined {
  const text = /unicode-range:\s*([^;}]+)/.exec(block)?.[1];
  return text?.split(",").map((part) => {
    const [from = "", to = from] = part.trim().slice(2).split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}

function required(block: string, pattern: RegExp): string {
  const found = pattern.exec(block)?.[1];
  if (found === undefined) throw new Error(`a font face without ${pattern}: ${block}`);
  return found;
}
