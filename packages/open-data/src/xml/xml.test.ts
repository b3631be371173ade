import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { plainText } from "../plain-text.ts";
import { xml, xmlDocument } from "./xml.ts";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  trimValues: false,
  parseTagValue: false,
});

describe("XML", () => {
  it("carries any text, in elements and attributes, through an outside parser", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const document = xmlDocument(xml("a", { b: text }, [xml("c", {}, `x${text}`)]));
        expect(XMLValidator.validate(document)).toBe(true);
        expect(parser.parse(document).a.c).toBe(`x${plainText(text)}`);
      }),
    );
  });

  it("leaves out an attribute that is null, and closes what is empty", () => {
    expect(xml("a", { b: null, c: 'x"<&' })).toEqual(['<a c="x&quot;&lt;&amp;"/>']);
    expect(xml("a", {}, [xml("b", {}, "1"), xml("c", {})])).toEqual(["<a>", "  <b>1</b>", "  <c/>", "</a>"]);
  });
});
