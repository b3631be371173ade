import decompress from "woff2-encoder/decompress";
import { Blob, Face, Font } from "harfbuzzjs";
import { describe, expect, it } from "vitest";
import { fallbackFonts, fontAt } from "./fallback-fonts.ts";

const shown = { later: "", still: true };
const addressesIn = (css: string) => [...css.matchAll(/url\((\/assets[^)]+)\)/g)].map(([, address]) => address ?? "");

async function opened(address: string): Promise<{ face: Face; font: Font }> {
  const bytes = await fontAt(address);
  if (!bytes) throw new Error(`nothing at ${address}`);
  const face = new Face(new Blob(await decompress(bytes)));
  return { face, font: new Font(face) };
}

describe("fallback fonts", () => {
  it("hold exactly the Chinese characters of the page, each one em wide", async () => {
    const { css } = fallbackFonts("<p>明账明账 Mingzhang 15000 — “x”，</p>", shown);
    const [address = "", ...others] = addressesIn(css);
    expect(others).toEqual([]);
    const { face, font } = await opened(address);
    expect([...face.collectUnicodes()].map((one) => String.fromCodePoint(one))).toEqual(["明", "账", "，"]);
    for (const one of face.collectUnicodes()) {
      expect(font.glyphHAdvance(font.nominalGlyph(one) ?? 0)).toBe(face.upem);
      expect(font.glyphToPath(font.nominalGlyph(one) ?? 0)).toMatch(/^M.*Z$/);
    }
  });

  it("come in files of their own for what a script may write later", () => {
    const { css } = fallbackFonts("明", { later: "明账", still: true });
    const [now, later, ...others] = addressesIn(css);
    expect([now, others]).toEqual([addressesIn(fallbackFonts("明", shown).css)[0], []]);
    expect(later).toBe(addressesIn(fallbackFonts("账", shown).css)[0]);
    expect(css).toContain("unicode-range:U+8d26}");
  });

  it("leave the place of each character empty until it comes, but for a page that may be opened anywhere", async () => {
    const { css, preload } = fallbackFonts("明", shown);
    expect(css).toContain(`src:url(${preload})`);
    const face = new Face(new Blob(await decompress(Buffer.from(preload?.split(",")[1] ?? "", "base64"))));
    const font = new Font(face);
    for (const one of ["明", "，", "𠀀", "㐀"]) {
      const glyph = font.nominalGlyph(one.codePointAt(0) ?? 0) ?? 0;
      expect([glyph > 0, font.glyphHAdvance(glyph), font.glyphToPath(glyph)]).toEqual([true, face.upem, ""]);
    }
    expect(font.nominalGlyph(0x61)).toBeUndefined();
    const saved = fallbackFonts("明", { later: "", still: false });
    expect([saved.preload, saved.css.includes("MzEm")]).toEqual([null, false]);
  });

  it("are there for Tibetan, too", async () => {
    const { css } = fallbackFonts("<p>བོད་ཡིག</p>", shown);
    expect(css).toContain('font-family:"Noto Serif Tibetan"');
    expect(await fontAt(addressesIn(css)[0] ?? "")).not.toBeNull();
  });

  it("are not asked of a phone, nor of a page without such characters", () => {
    expect(fallbackFonts("明", shown).css).toMatch(/^@media not \(pointer:coarse\)\{@font-face\{.*\}\}$/);
    expect(fallbackFonts("plain", shown)).toEqual({ css: "", preload: null });
  });

  it("are cut from the address alone, and always alike", async () => {
    const [address = ""] = addressesIn(fallbackFonts("白玉县", shown).css);
    expect(await fontAt(address)).toEqual(await fontAt(address));
    expect(await fontAt(address.replace(".woff2", "=.woff2"))).toBeNull();
    expect(await fontAt(address.replace(/[^/]+$/, ".woff2"))).toBeNull();
    expect(await fontAt(address.replace(/[^/]+$/, "YQ.woff2"))).toBeNull();
    expect(await fontAt(`/assets/fonts/../../package.json`)).toBeNull();
  });
});
