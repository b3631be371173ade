import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fallbackFaces, fontFiles } from "./fallback-fonts.ts";

describe("fallback fonts", () => {
  it("name exactly the characters of the page, once, and none that a Latin font has", () => {
    const css = fallbackFaces("<p>明账明账 Mingzhang 15000 — “x”</p>");
    const ranges = [...css.matchAll(/unicode-range:([^}]+)/g)].flatMap(([, range]) => range?.split(",") ?? []);
    expect(ranges.toSorted()).toEqual(["U+660e", "U+8d26"]);
  });

  it("are there for Tibetan, too", () => {
    expect(fallbackFaces("<p>བོད་ཡིག</p>")).toContain('font-family:"Noto Serif Tibetan"');
  });

  it("are not asked of a phone", () => {
    expect(fallbackFaces("明")).toMatch(/^@media not \(pointer:coarse\)\{@font-face\{.*\}\}$/);
    expect(fallbackFaces("plain")).toBe("");
  });

  it("have a file behind every address", () => {
    const named = [...fallbackFaces("明账白玉县བོད").matchAll(/url\(([^)]+)\)/g)].map(([, url]) => url ?? "");
    expect(named.length).toBeGreaterThan(1);
    for (const url of named) expect(existsSync(fontFiles().get(url) ?? "")).toBe(true);
    expect([...fontFiles().values()].every((file) => existsSync(file))).toBe(true);
  });
});
