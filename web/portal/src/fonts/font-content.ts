import type { PackedGlyph } from "./packed-glyph.ts";

/** A glyph, and the characters from the first to the last that it stands for. */
export interface MappedGlyph {
  readonly first: number;
  readonly last: number;
  readonly glyph: PackedGlyph;
}

/** What goes into a font of glyphs that are all one em wide. */
export interface FontContent {
  readonly family: string;
  readonly notices: { readonly copyright: string; readonly licence: string };
  readonly unitsPerEm: number;
  /** Above and below the baseline, in thousandths of an em. */
  readonly ascent: number;
  readonly descent: number;
  /** In the order of their characters. */
  readonly glyphs: readonly MappedGlyph[];
}
