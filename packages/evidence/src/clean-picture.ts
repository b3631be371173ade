import sharp, { type Metadata, type Sharp } from "sharp";
import { type EvidenceFault, type EvidenceMediaType, evidenceWidths } from "./evidence-files.ts";
import { type Cleaned, fileFault } from "./examined.ts";

/** Pixels of an upload: cameras of today have up to 64 million, and more would take the memory from everybody else. */
const mostPixels = 80_000_000;
/** Pixels on the longer side of what is published, and on the shorter side at least. */
const longestSide = 2048;
const shortestSide = 32;
const patienceSeconds = 60;

// One picture after the other, each on one thread: the pages come first. Nothing of a picture stays in the memory.
sharp.concurrency(1);
sharp.cache(false);

const formats = { "image/jpeg": "jpeg", "image/png": "png", "image/webp": "webp" } as const;

type PictureType = keyof typeof formats;

export const isPicture = (type: EvidenceMediaType): type is PictureType => type in formats;

/**
 * The picture turned upright, on white, in sRGB, encoded anew from its pixels at most 2048 wide and high: nothing of
 * the file that was uploaded gets through but what can be seen.
 */
export async function cleanPicture(upload: Uint8Array, type: PictureType): Promise<Cleaned | EvidenceFault> {
  const found = await facts(upload);
  if (found === null || found.format !== formats[type]) return fileFault("damaged-file", type);
  const { width, height } = found;
  if (width * height > mostPixels) return fileFault("picture-too-large", `${width} × ${height}`, `${mostPixels}`);
  if ((found.pages ?? 1) > 1 || hasFrames(upload, type)) return fileFault("animated-picture", type);
  const shrink = Math.max(1, Math.max(width, height) / longestSide);
  if (Math.min(width, height) / shrink < shortestSide) {
    return fileFault("picture-too-small", `${width} × ${height}`, `${shortestSide} × ${shortestSide}`);
  }
  const drawn = await encoded(encoder(upright(upload), type));
  if (drawn === null) return fileFault("damaged-file", type);
  return { ...drawn, smaller: await smallerForms(drawn.content, drawn.width) };
}

async function facts(upload: Uint8Array): Promise<Metadata | null> {
  // Too many pixels are a fault of their own, which is told below.
  return sharp(upload, { limitInputPixels: false, failOn: "warning" })
    .metadata()
    .catch(() => null);
}

function upright(upload: Uint8Array): Sharp {
  return (
    sharp(upload, { limitInputPixels: mostPixels, failOn: "warning" })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
      // What is rubbed out of a picture is still in it, under what is transparent.
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
  );
}

function encoder(picture: Sharp, type: PictureType): Sharp {
  if (type === "image/jpeg") return picture.jpeg({ quality: 82, mozjpeg: true });
  return type === "image/png" ? picture.png({ compressionLevel: 9 }) : picture.webp({ quality: 82 });
}

async function encoded(picture: Sharp): Promise<(Omit<Cleaned, "smaller"> & { readonly width: number }) | null> {
  const made = await picture
    .timeout({ seconds: patienceSeconds })
    .toBuffer({ resolveWithObject: true })
    .catch(() => null);
  if (made === null) return null;
  await assertClean(made.data);
  return { content: made.data, width: made.info.width, height: made.info.height };
}

async function smallerForms(content: Uint8Array, width: number): Promise<ReadonlyMap<number, Uint8Array>> {
  const forms = new Map<number, Uint8Array>();
  for (const each of evidenceWidths.filter((one) => one < width)) {
    const form = await sharp(content).resize({ width: each }).webp({ quality: 74 }).toBuffer();
    await assertClean(form);
    forms.set(each, form);
  }
  return forms;
}

/** What is published has no room for words. That it has is a fault of ours, and then nothing is published. */
export async function assertClean(content: Uint8Array): Promise<void> {
  const { exif, xmp, iptc, icc, comments, orientation } = await sharp(content).metadata();
  if (exif ?? xmp ?? iptc ?? icc ?? comments ?? orientation) throw new Error("a cleaned picture has metadata");
}

/** An animated PNG looks like a still one to whoever does not know of its frames. */
function hasFrames(upload: Uint8Array, type: PictureType): boolean {
  return (
    type === "image/png" &&
    Buffer.from(upload)
      .subarray(0, 1024 * 1024)
      .includes("acTL")
  );
}
