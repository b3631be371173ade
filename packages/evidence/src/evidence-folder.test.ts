import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import sharp from "sharp";
import { assertClean } from "./clean-picture.ts";
import { evidenceFolder } from "./evidence-folder.ts";
import { type EvidenceFiles, type Held, mostEvidenceBytes } from "./evidence-files.ts";
import { pdf, plainPage } from "./testing/documents.ts";
import * as uploads from "./testing/uploads.ts";

let folder = "";
let files: EvidenceFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingzhang evidence 佐证 "));
  files = evidenceFolder(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const hashOf = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

async function kept(upload: Uint8Array, mediaType: string | null = null): Promise<Held> {
  const answer = await files.keep(upload, mediaType);
  if ("fault" in answer) throw new Error(`${answer.fault}: ${answer.value}`);
  return answer.held;
}

async function below(part: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, part), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Everything that may be published, as text in which markers can be looked for. */
async function publicBytes(): Promise<string> {
  const paths = await below("evidence/public");
  return (await Promise.all(paths.map((path) => readFile(path, "latin1")))).join("\n");
}

describe("a picture", () => {
  it.each([
    ["a telephone's JPEG", uploads.telephonePhoto, "image/jpeg"],
    ["a PNG with text", uploads.pngWithText, "image/png"],
    ["a WebP with XMP", uploads.webpWithXmp, "image/webp"],
    ["a JPEG with another file behind it", uploads.withArchiveBehind, "image/jpeg"],
  ])("%s is published without a word of what was in it beside its pixels", async (_, make, mediaType) => {
    const upload = await make();
    expect(upload.includes(uploads.person)).toBe(true);
    const held = await kept(upload, mediaType);
    const published = await publicBytes();
    for (const word of [
      uploads.person,
      uploads.place,
      "Exif",
      "xmpmeta",
      "Photoshop",
      "ICC_PROFILE",
      "iCCP",
      "PK\u0003",
    ]) {
      expect(published, word).not.toContain(word);
    }
    expect(held).toMatchObject({ mediaType, width: 1200, height: 800, original: hashOf(upload) });
    const { exif, xmp, icc, iptc } = await sharp((await files.open(held.sha256))?.content).metadata();
    expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
    const [original] = (await below("evidence/originals")).filter((path) => !path.endsWith(".json"));
    expect(await readFile(original ?? "")).toEqual(upload);
  });

  it.each(["png", "webp"] as const)("has nothing under what is transparent, as %s", async (format) => {
    const upload = await uploads.withHiddenPixels(format);
    const hidden = await sharp(upload).removeAlpha().raw().toBuffer();
    expect(new Set(hidden)).toEqual(new Set([uploads.hiddenShade]));
    const { sha256 } = await kept(upload);
    for (const width of [undefined, 480] as const) {
      const shown = await sharp((await files.open(sha256, width))?.content)
        .raw()
        .toBuffer();
      expect(new Set(shown)).toEqual(new Set([255]));
    }
  });

  it("is turned upright, as it is shown", async () => {
    const held = await kept(await uploads.lyingPhoto());
    expect([held.width, held.height]).toEqual([400, 600]);
  });

  it("is named by the digest of its public form, whose smaller forms are for telephones", async () => {
    const held = await kept(await uploads.drawing({ width: 3000, height: 1500 }).jpeg().toBuffer());
    expect([held.width, held.height]).toEqual([2048, 1024]);
    const whole = await files.open(held.sha256);
    expect([hashOf(whole?.content ?? Buffer.alloc(0)), whole?.content.length]).toEqual([held.sha256, held.bytes]);
    for (const width of [480, 960] as const) {
      const form = await files.open(held.sha256, width);
      const { format, width: wide } = await sharp(form?.content).metadata();
      expect([form?.mediaType, format, wide]).toEqual(["image/webp", "webp", width]);
    }
  });

  it("that is narrower than a form stands for it itself", async () => {
    const held = await kept(await uploads.drawing({ width: 500, height: 500 }).png().toBuffer());
    expect((await files.open(held.sha256, 960))?.mediaType).toBe("image/png");
    expect((await files.open(held.sha256, 480))?.mediaType).toBe("image/webp");
  });
});

it("a picture that still has words in it after it was cleaned is kept by nobody", async () => {
  for (const make of [uploads.telephonePhoto, uploads.pngWithText, uploads.webpWithXmp, uploads.lyingPhoto]) {
    await expect(assertClean(await make())).rejects.toThrow("a cleaned picture has metadata");
  }
  await assertClean(await uploads.drawing().jpeg().toBuffer());
});

describe("an upload is refused", () => {
  const truncated = async () => (await uploads.drawing().jpeg().toBuffer()).subarray(0, 20_000);
  const cutPng = async () => (await uploads.drawing().png().toBuffer()).subarray(0, 20_000);
  it.each([
    ["that is empty", async () => Buffer.alloc(0), null, "empty-file"],
    ["larger than 20 MiB", async () => Buffer.alloc(mostEvidenceBytes + 1, 0xff), null, "file-too-large"],
    ["that is an SVG", async () => Buffer.from(uploads.picture.svg), "image/svg+xml", "not-a-supported-file"],
    ["that is a page", async () => Buffer.from("<!doctype html>"), "image/jpeg", "not-a-supported-file"],
    ["that is a GIF", () => uploads.drawing().gif().toBuffer(), "image/gif", "not-a-supported-file"],
    ["that is called something else", uploads.pngWithText, "image/jpeg", "media-type-differs"],
    ["that is cut off", truncated, "image/jpeg", "damaged-file"],
    ["that is a PNG cut off", cutPng, "image/png", "damaged-file"],
    ["of a mark alone", async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), null, "damaged-file"],
    ["of 81 million pixels in a few bytes", async () => uploads.bomb(9_000), "image/png", "picture-too-large"],
    ["of 900 million pixels in a few bytes", async () => uploads.bomb(30_000), "image/png", "picture-too-large"],
    ["that moves, as PNG", uploads.movingPng, "image/png", "animated-picture"],
    ["that moves, as WebP", uploads.movingWebp, "image/webp", "animated-picture"],
    ["of a few pixels", () => uploads.drawing({ width: 8, height: 8 }).png().toBuffer(), null, "picture-too-small"],
    ["that is a strip", () => uploads.drawing({ width: 9000, height: 33 }).png().toBuffer(), null, "picture-too-small"],
  ])("%s", async (_, make, mediaType, fault) => {
    expect(await files.keep(await make(), mediaType)).toMatchObject({ fault });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("what is held", () => {
  it("is what is on the disk, whole", async () => {
    const held = await kept(await uploads.telephonePhoto());
    expect(await files.held(held.sha256)).toEqual(held);
    expect(await files.held("0".repeat(64))).toBeNull();
    expect(await files.held("../../../../etc/passwd")).toBeNull();
    await writeFile((await below("evidence/public")).find((path) => path.endsWith(held.sha256)) ?? "", "rotten");
    expect([await files.held(held.sha256), await files.open(held.sha256)]).toEqual([null, null]);
    expect(await kept(await uploads.telephonePhoto())).toEqual(held);
    expect(await files.held(held.sha256)).toEqual(held);
  });

  it.each(["lost", "changed"] as const)(
    "is shown whole where a smaller form is %s, until it comes again",
    async (how) => {
      const held = await kept(await uploads.telephonePhoto());
      const small = await files.open(held.sha256, 480);
      const path = (await below("evidence/public")).find((one) => one.endsWith(".480.webp")) ?? "";
      await (how === "lost" ? rm(path) : writeFile(path, "rotten"));
      expect(await files.held(held.sha256)).toEqual(held);
      const whole = await files.open(held.sha256);
      expect([await files.open(held.sha256, 480), whole?.mediaType]).toEqual([whole, "image/jpeg"]);
      expect(await kept(await uploads.telephonePhoto())).toEqual(held);
      expect(await files.open(held.sha256, 480)).toEqual(small);
    },
  );

  it("leaves room on the disk for everything else", async () => {
    const full = evidenceFolder(folder, { leastRoom: 2n ** 62n });
    const upload = await uploads.pngWithText();
    const refused = { fault: "no-room", field: "file", limit: `${2n ** 62n + 2n * BigInt(upload.length)}` };
    expect(await full.keep(upload, null)).toMatchObject(refused);
    expect(await readdir(folder)).toEqual([]);
    const held = await kept(upload);
    expect(await full.keep(upload, null)).toEqual({ held });
  });

  it("answers the same for the same file again, also for many at once", async () => {
    const upload = await uploads.pngWithText();
    const answers = await Promise.all([kept(upload), kept(upload), kept(upload, "image/png")]);
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await below("evidence-drafts")).toEqual([]);
  });

  it("is made one upload after the other, however long the first one takes", async () => {
    const large = await uploads.drawing({ width: 2500, height: 2000 }).jpeg().toBuffer();
    const done: string[] = [];
    const first = kept(large).then(() => done.push("picture"));
    const second = files.keep(Buffer.alloc(0), null).then(() => done.push("nothing"));
    await Promise.all([first, second]);
    expect(done).toEqual(["picture", "nothing"]);
  });

  it("lies beside nothing that is unfinished: a backup takes the whole folder along", async () => {
    await writeFile(join(folder, "evidence-drafts"), "in the way");
    await expect(kept(await uploads.pngWithText())).rejects.toThrow("EEXIST");
    expect(await below("evidence")).toEqual([]);
  });

  it("can be read by nobody else on the machine", async () => {
    await kept(await uploads.pngWithText());
    const modes = await Promise.all((await below("evidence")).map(async (path) => (await stat(path)).mode % 0o1000));
    expect(modes.every((mode) => mode === 0o600)).toBe(true);
  });

  it("goes when it is removed, but for what was uploaded, and comes again with it", async () => {
    const upload = await uploads.telephonePhoto();
    const held = await kept(upload);
    for (let again = 0; again < 2; again++) await files.remove(held.sha256);
    expect(await below("evidence/public")).toEqual([]);
    expect([await files.held(held.sha256), await files.open(held.sha256, 480)]).toEqual([null, null]);
    expect((await below("evidence/originals")).length).toBe(2);
    expect(await kept(upload)).toEqual(held);
  });

  it("may be a document, which is published as it was uploaded", async () => {
    const upload = pdf(plainPage);
    const held = await kept(upload, "application/pdf");
    expect(held).toMatchObject({ width: null, height: null, sha256: hashOf(upload), original: hashOf(upload) });
    expect(Buffer.from((await files.open(held.sha256, 480))?.content ?? [])).toEqual(upload);
  });
});

describe("a process that is killed while it keeps a file", () => {
  const program = fileURLToPath(new URL("./testing/killed-keeping.ts", import.meta.url));
  const tsx = import.meta.resolve("tsx");
  const writes = 6;
  it.each(Array.from({ length: writes }, (_, after) => [after]))(
    "after %i files leaves nothing that is held by half, and nothing that the same upload does not complete",
    async (after) => {
      const upload = await uploads.telephonePhoto();
      const path = join(folder, "upload");
      await writeFile(path, upload);
      const options = ["--import", tsx, program, folder, path, String(after)];
      const ended = await new Promise((end) => execFile(process.execPath, options, (error) => end(error?.signal)));
      expect(ended).toBe("SIGKILL");
      const paths = [...(await below("evidence")), ...(await below("evidence-drafts"))];
      expect(paths).toHaveLength(after + 1);
      const published = (await below("evidence/public")).find((one) => /[0-9a-f]{64}$/.test(one));
      const before = await files.held(published?.slice(-64) ?? "");
      expect(before === null).toBe(after < 5);
      const held = await kept(upload);
      expect(await files.held(held.sha256)).toEqual(held);
      expect(await below("evidence/public")).toHaveLength(3);
    },
  );
});
