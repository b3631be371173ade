import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants } from "node:zlib";
import { ByteWriter } from "./byte-writer.ts";
import type { FontContent } from "./font-content.ts";
import {
  characterMap,
  head,
  horizontalHeader,
  maximalProfile,
  names,
  outlineTable,
  postScript,
  windowsMetrics,
} from "./font-tables.ts";
import { type PackedGlyph, packGlyph } from "./packed-glyph.ts";

interface Table {
  /** The table's number in the specification, and above it the transform that was applied. */
  readonly flags: number;
  readonly bytes: Uint8Array;
  /** Length once it is unpacked, where it is packed in a way of its own. */
  readonly unpacked?: number;
}

const corners = [
  { x: 0, y: 0 },
  { x: 0, y: 128 },
  { x: 128, y: 128 },
  { x: 128, y: 0 },
];
/** Glyph 0, of which nobody sees anything: a font where no glyph has an outline counts as broken. */
const noCharacter = packGlyph([corners.map((corner) => ({ ...corner, on: true }))]);

const options = { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT } };

/** The font as WOFF2 (W3C), without hinting and layout features. Compressed off the main thread. */
export async function woff2(content: FontContent): Promise<Uint8Array> {
  const tables = tablesOf(content);
  return fileOf(tables, await promisify(brotliCompress)(dataOf(tables), options));
}

/** The same at once, for a font of a few glyphs. */
export function smallWoff2(content: FontContent): Uint8Array {
  const tables = tablesOf(content);
  return fileOf(tables, brotliCompressSync(dataOf(tables), options));
}

function dataOf(tables: readonly Table[]): Uint8Array {
  const data = new ByteWriter();
  for (const { bytes } of tables) data.bytes(bytes);
  return data.done();
}

function fileOf(tables: readonly Table[], packed: Uint8Array): Uint8Array {
  const directory = new ByteWriter();
  let whole = 12 + 16 * tables.length;
  for (const { flags, bytes, unpacked } of tables) {
    base128(directory.u8(flags), unpacked ?? bytes.length);
    if (unpacked !== undefined) base128(directory, bytes.length);
    whole += Math.ceil((unpacked ?? bytes.length) / 4) * 4;
  }
  const length = Math.ceil((48 + directory.length + packed.length) / 4) * 4;
  const file = new ByteWriter().text("wOF2").u32(0x00010000, length).u16(tables.length, 0).u32(whole, packed.length);
  // Version 1.0; neither metadata nor private data.
  file.u16(1, 0).u32(0, 0, 0, 0, 0);
  return file.bytes(directory.done()).bytes(packed).padded().done();
}

function tablesOf(content: FontContent): readonly Table[] {
  const all: readonly PackedGlyph[] = [noCharacter, ...content.glyphs.map(({ glyph }) => glyph)];
  // At most that: who unpacks it may find a shorter form for a point.
  const outlines = all.reduce((sum, { contours, points }) => sum + 16 + 2 * contours + 5 * points, 0);
  // All advances are the first one, and every glyph begins where its outline does.
  const advances = new ByteWriter().u8(3).u16(content.unitsPerEm).done();
  // Sorted by their names but for `loca`: whoever unpacks `hmtx` needs the outlines before it.
  return [
    { flags: 6, bytes: windowsMetrics(content) },
    { flags: 0, bytes: characterMap(content.glyphs) },
    { flags: 10, bytes: outlineTable(all), unpacked: outlines },
    { flags: 11, bytes: new Uint8Array(), unpacked: 4 * (all.length + 1) },
    { flags: 1, bytes: head(content.unitsPerEm) },
    { flags: 2, bytes: horizontalHeader(content) },
    { flags: 3 | 0x40, bytes: advances, unpacked: 2 + 2 * all.length },
    { flags: 4, bytes: maximalProfile(all) },
    { flags: 5, bytes: names(content) },
    { flags: 7, bytes: postScript() },
  ];
}

/** UIntBase128. */
function base128(to: ByteWriter, value: number): void {
  const groups = [value & 127];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) groups.unshift((rest & 127) | 128);
  to.u8(...groups);
}
