import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { examineDocument } from "./examine-document.ts";
import { packed, pdf, plainPage, stream } from "./testing/documents.ts";

const verdict = (upload: Uint8Array): string => {
  const examined = examineDocument(upload);
  return "fault" in examined ? `${examined.fault}: ${examined.value}` : "clean";
};

const withObject = (object: string | Buffer): Buffer => pdf([...plainPage, object]);

/** The first page and a table of its own stand before all else. */
function forTheWeb(): Buffer {
  const first = "%PDF-1.7\n9 0 obj\n<< /Linearized 1 >>\nendobj\nxref\n0 0\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n";
  return Buffer.concat([Buffer.from(first), pdf(plainPage)]);
}

const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe1]);

test.each([
  ["a plain page", pdf(plainPage), "clean"],
  ["a page with a picture", withObject(stream("/Subtype /Image /Filter /DCTDecode", picture)), "clean"],
  ["an author", withObject("<< /Author (Zhang San) >>"), "document-not-clean: Author"],
  ["an author with a disguised name", withObject("<< /Auth#6fr (Zhang San) >>"), "document-not-clean: Author"],
  ["an author inside of a packed part", withObject(packed("<</Author (Zhang San)>>")), "document-not-clean: Author"],
  ["XMP", withObject(stream("/Type /Metadata", Buffer.from("<x:xmpmeta>"))), "document-not-clean: XMP"],
  ["packed XMP", withObject(packed("<x:xmpmeta>", "/Type /Metadata")), "document-not-clean: XMP"],
  ["a mention of XMP", withObject("<< /Metadata 9 0 R >>"), "document-not-clean: XMP"],
  [
    "a packed part behind a disguised name",
    withObject(Buffer.from(packed("<</Author (Li)>>").toString("latin1").replace("/Filter", "/F#69lter"), "latin1")),
    "document-not-clean: Author",
  ],
  [
    "a packed part that begins late",
    withObject(
      Buffer.from(packed("<</Author (Li)>>").toString("latin1").replace("stream\n", "stream  \r\n"), "latin1"),
    ),
    "document-not-clean: Author",
  ],
  [
    "a photo with the place where it was taken",
    withObject(stream("/Filter /DCTDecode", Buffer.concat([picture, Buffer.from("\0\u0010Exif\0\0")]))),
    "document-not-clean: EXIF",
  ],
  ["a program", withObject("<< /S /JavaScript /JS (app.alert(1)) >>"), "document-not-clean: JavaScript"],
  ["another file", withObject("<< /Type /EmbeddedFile >>"), "document-not-clean: EmbeddedFile"],
  ["remarks of readers", withObject("<< /Subtype /Highlight /T (Li Si) >>"), "document-not-clean: comments"],
  ["a password", withObject("<< /Encrypt 9 0 R >>"), "document-not-clean: Encrypt"],
  ["a packing that is not read", withObject(stream("/Filter /LZWDecode", picture)), "document-unreadable: /LZWDecode"],
  [
    "packing on packing",
    withObject(stream("/Filter [/FlateDecode /FlateDecode]", deflateSync(deflateSync("/Author")))),
    "document-unreadable: /FlateDecode /FlateDecode",
  ],
  ["a filter that is named elsewhere", withObject(stream("/Filter 9 0 R", picture)), "document-unreadable: Filter"],
  [
    "a packed part that is damaged",
    withObject(stream("/Filter /FlateDecode", picture)),
    "document-unreadable: /FlateDecode",
  ],
  [
    "an archive behind it",
    Buffer.concat([pdf(plainPage), Buffer.from("PK\u0003\u0004")]),
    "document-not-clean: bytes after %%EOF",
  ],
  [
    "a photo with the name of who took it",
    withObject(
      stream("/Filter /DCTDecode", Buffer.concat([picture, Buffer.from("Photoshop 3.0 8BIM\u0004\u0004\0\0")])),
    ),
    "document-not-clean: IPTC",
  ],
  [
    "names of which only the differences are written down",
    withObject(packed("\u0002<</Author", "/Type /ObjStm /DecodeParms << /Predictor 12 /Columns 9 >>")),
    "document-unreadable: DecodeParms",
  ],
  [
    "a table of which only the differences are written down",
    withObject(packed("\u0002abc", "/Type /XRef /DecodeParms << /Predictor 12 /Columns 3 >>")),
    "clean",
  ],
  [
    "an earlier version, which still says what was struck out",
    Buffer.concat([pdf(plainPage), Buffer.from("4 0 obj\n<< >>\nendobj\nxref\n0 0\ntrailer\n<< /Prev 9 >>\n%%EOF\n")]),
    "document-not-clean: earlier versions",
  ],
  [
    "a second table behind the first one, as Word writes it",
    Buffer.concat([pdf(plainPage), Buffer.from("xref\n0 0\ntrailer\n<< /Prev 9 >>\nstartxref\n9\n%%EOF\n")]),
    "clean",
  ],
  ["its first page in front, for the web", forTheWeb(), "clean"],
  [
    "its first page in front and an earlier version",
    Buffer.concat([forTheWeb(), Buffer.from("4 0 obj\n<< >>\nendobj\n%%EOF\n")]),
    "document-not-clean: earlier versions",
  ],
  ["no end", pdf(plainPage).subarray(0, 300), "damaged-file: application/pdf"],
])("a document with %s", (_, upload, found) => {
  expect(verdict(upload)).toBe(found);
});

test("a document of parts that unpack to more than a machine can hold is refused before they do", () => {
  const zeros = deflateSync(Buffer.alloc(64 * 1024 * 1024));
  const parts = Array.from({ length: 5 }, () => stream("/Filter /FlateDecode", zeros));
  expect(verdict(pdf([...plainPage, ...parts]))).toBe("document-unreadable: /FlateDecode");
});

test.each([
  ["many parts in one object", `1 0 obj\n<< >>\n${"stream \n".repeat(100_000)}`, "stream"],
  ["names in names", `1 0 obj\n${"/Filter [".repeat(300_000)} stream \n`, "Filter"],
  ["many packed parts without ends", `${packedWithoutEnd().repeat(30_000)}endstream\n`, "stream"],
])("a document of %s is refused soon: it would hold up everybody for hours", (_, body, found) => {
  const began = performance.now();
  const upload = Buffer.from(`%PDF-1.7\n${body}\n%%EOF\n`, "latin1");
  expect(verdict(upload)).toBe(`document-unreadable: ${found}`);
  expect(performance.now() - began).toBeLessThan(2_000);
});

function packedWithoutEnd(): string {
  return `1 0 obj << /Filter /FlateDecode >> stream\n${deflateSync("").toString("latin1")} `;
}
