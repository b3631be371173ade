import { ByteWriter } from "./byte-writer.ts";
import type { FontContent, MappedGlyph } from "./font-content.ts";
import type { PackedGlyph } from "./packed-glyph.ts";

/** `cmap`: format 13 where a glyph stands for many characters, 12 where each stands for one. Glyph 0 is none. */
export function characterMap(glyphs: readonly MappedGlyph[]): Uint8Array {
  const many = glyphs.some(({ first, last }) => first !== last);
  const groups = glyphs.map(({ first, last }, index) => ({ first, last, glyph: index + 1 }));
  const runs = many ? groups : joined(groups);
  const table = new ByteWriter().u16(0, 1, 3, 10).u32(12);
  table.u16(many ? 13 : 12, 0).u32(16 + 12 * runs.length, 0, runs.length);
  for (const { first, last, glyph } of runs) table.u32(first, last, glyph);
  return table.done();
}

interface Group {
  readonly first: number;
  readonly last: number;
  readonly glyph: number;
}

function joined(groups: readonly Group[]): readonly Group[] {
  const runs: Group[] = [];
  for (const group of groups) {
    const run = runs.at(-1);
    if (run && run.last + 1 === group.first) runs[runs.length - 1] = { ...run, last: group.last };
    else runs.push(group);
  }
  return runs;
}

export function head(unitsPerEm: number): Uint8Array {
  const table = new ByteWriter().u16(1, 0).u32(0x00010000, 0, 0x5f0f3cf5);
  // Baseline at 0, left side at the outline; no dates.
  return table.u16(3, unitsPerEm).u32(0, 0, 0, 0).u16(0, 0, unitsPerEm, unitsPerEm, 0, 8, 2, 1, 0).done();
}

export function horizontalHeader({ unitsPerEm, ...metrics }: FontContent): Uint8Array {
  const { above, below } = extent({ unitsPerEm, ...metrics });
  const table = new ByteWriter().u16(1, 0, above, -below, 0, unitsPerEm, 0, 0, unitsPerEm);
  return table.u16(1, 0, 0, 0, 0, 0, 0, 0, 1).done();
}

export function maximalProfile(all: readonly PackedGlyph[]): Uint8Array {
  const most = (of: (glyph: PackedGlyph) => number) => Math.max(...all.map(of));
  const table = new ByteWriter().u32(0x00010000).u16(all.length);
  table.u16(
    most(({ points }) => points),
    most(({ contours }) => contours),
  );
  return table.u16(0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0).done();
}

export function names({ family, notices }: FontContent): Uint8Array {
  const texts = [notices.copyright, family, "Regular", family, family.replaceAll(" ", ""), notices.licence];
  const ids = [0, 1, 2, 4, 6, 14];
  const records = new ByteWriter().u16(0, texts.length, 6 + 12 * texts.length);
  const storage = new ByteWriter();
  for (const [at, text] of texts.entries()) {
    records.u16(3, 1, 0x409, ids[at] ?? 0, 2 * text.length, storage.length);
    for (const character of text) storage.u16(character.charCodeAt(0));
  }
  return records.bytes(storage.done()).done();
}

export function windowsMetrics(content: FontContent): Uint8Array {
  const { unitsPerEm, glyphs } = content;
  const { above, below } = extent(content);
  const half = unitsPerEm >> 1;
  const table = new ByteWriter().u16(4, unitsPerEm, 400, 5, 0);
  table.u16(half, half, 0, half >> 2, half, half, 0, half, unitsPerEm >> 4, unitsPerEm >> 2, 0);
  // No panose; characters of the ideographs; vendor unknown; regular, with the typographic metrics.
  table.u32(0, 0).u16(0).u32(0, 0x08000000, 0, 0).text("    ").u16(0x00c0);
  const inFirstPlane = (point: number | undefined) => Math.min(point ?? 0, 0xffff);
  table.u16(inFirstPlane(glyphs[0]?.first), inFirstPlane(glyphs.at(-1)?.last));
  return table.u16(above, -below, 0, above, below).u32(0x00040000, 0).u16(half, half, 0, 32, 0).done();
}

/** `post` without names of glyphs. */
export function postScript(): Uint8Array {
  return new ByteWriter().u32(0x00030000, 0, 0, 0, 0, 0, 0, 0).done();
}

/** `glyf` as WOFF2 transforms it. Boxes are left to be computed from the points. */
export function outlineTable(all: readonly PackedGlyph[]): Uint8Array {
  const stream = (of: (glyph: PackedGlyph) => Uint8Array) => {
    const bytes = new ByteWriter();
    for (const glyph of all) bytes.bytes(of(glyph));
    return bytes.done();
  };
  const counts = new ByteWriter().u16(...all.map(({ contours }) => contours)).done();
  const boxes = new Uint8Array(4 * Math.ceil(all.length / 32));
  const streams = [
    counts,
    stream(({ pointCounts }) => pointCounts),
    stream(({ flags }) => flags),
    stream(({ triplets }) => triplets),
    new Uint8Array(),
    boxes,
    new Uint8Array(),
  ];
  const table = new ByteWriter().u16(0, 0, all.length, 1).u32(...streams.map(({ length }) => length));
  for (const bytes of streams) table.bytes(bytes);
  return table.done();
}

function extent({ unitsPerEm, ascent, descent }: Pick<FontContent, "unitsPerEm" | "ascent" | "descent">) {
  return { above: Math.round((ascent * unitsPerEm) / 1000), below: Math.round((descent * unitsPerEm) / 1000) };
}
