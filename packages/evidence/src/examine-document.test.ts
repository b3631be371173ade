import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { examineDocument } from "./examine-document.ts";
import { packed, pdf, plainPage, stream } from "./testing/documents.ts";

const verdict = (upload: Uint8Array): string => {
  const examined = examineDocument(upload);
  return "fault" in examined ? `${examined.fault}: ${examined.value}` : "clean";
};

const withObject = (object: string | Buffer): Buffer => pdf([...plainPage, object]);
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
  ["no end", pdf(plainPage).subarray(0, 300), "damaged-file: application/pdf"],
])("a document with %s", (_, upload, found) => {
  expect(verdict(upload)).toBe(found);
});

test("a document of parts that unpack to more than a machine can hold is refused before they do", () => {
  const zeros = deflateSync(Buffer.alloc(64 * 1024 * 1024));
  const parts = Array.from({ length: 5 }, () => stream("/Filter /FlateDecode", zeros));
  expect(verdict(pdf([...plainPage, ...parts]))).toBe("document-unreadable: /FlateDecode");
});
