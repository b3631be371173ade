import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** Stands in every kind of metadata that a test puts into a file. */
export const person = "Zhang-San-Marker-Qzx";
export const place = "31 38 42";

type Shape = { readonly width?: number; readonly height?: number };

/** A picture in which every pixel differs from its neighbours, so that it is as large as a photo. */
export function drawing({ width = 1200, height = 800 }: Shape = {}) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at++) pixels[at] = ((at * 7) % 251) ^ ((at >> 9) % 256);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${person}</dc:creator></rdf:Description>
  </rdf:RDF></x:xmpmeta>`;

const exif = {
  IFD0: { Artist: person, ImageDescription: person },
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "31/1 38/1 42/1", GPSLongitudeRef: "E", GPSLongitude: "98/1 58/1 0/1" },
};

/** As a telephone makes it: who took it, where, which way up, in a wider range of colours. */
export async function telephonePhoto(shape: Shape = {}): Promise<Buffer> {
  const photo = await drawing(shape).withExif(exif).withXmp(xmp).withIccProfile("p3").jpeg({ quality: 90 }).toBuffer();
  return afterFirst(photo, segment(0xed, Buffer.from(`Photoshop 3.0\u00008BIM\u0004\u0004\0\0${person}`)));
}

/** A photo that lies on its side, with the word in its metadata that turns it upright. */
export const lyingPhoto = (): Promise<Buffer> =>
  drawing({ width: 600, height: 400 }).withMetadata({ orientation: 6 }).jpeg().toBuffer();

export const webpWithXmp = (): Promise<Buffer> => drawing().withXmp(xmp).withExif(exif).webp().toBuffer();

export async function pngWithText(): Promise<Buffer> {
  const plain = await drawing().withExif(exif).png().toBuffer();
  const words = [
    chunk("tEXt", Buffer.from(`Author\0${person}`)),
    chunk("iTXt", Buffer.from(`Location\0\0\0\0\0${place}`)),
  ];
  return Buffer.concat([plain.subarray(0, 33), ...words, plain.subarray(33)]);
}

/** Stands in every pixel that is fully transparent, as what somebody rubbed out. */
export const hiddenShade = 77;

export function withHiddenPixels(format: "png" | "webp"): Promise<Buffer> {
  const [width, height] = [600, 400];
  const pixels = Buffer.alloc(width * height * 4, hiddenShade);
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 0;
  const picture = sharp(pixels, { raw: { width, height, channels: 4 } });
  return (format === "png" ? picture.png() : picture.webp({ lossless: true, exact: true })).toBuffer();
}

/** A second file behind the picture, for whoever reads it from its end. */
export async function withArchiveBehind(): Promise<Buffer> {
  const behind = Buffer.from(`PK\u0003\u0004<script>alert("${person}")</script>`);
  return Buffer.concat([await drawing().jpeg().toBuffer(), behind]);
}

/** Few bytes that are very many pixels: a true PNG, of one bit for each. */
export function bomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side), { level: 9 });
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

/** A PNG that says that it moves; whoever does not know how shows its first picture. */
export async function movingPng(): Promise<Buffer> {
  const still = await drawing({ width: 64, height: 64 }).png().toBuffer();
  return Buffer.concat([
    still.subarray(0, 33),
    chunk("acTL", Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
    still.subarray(33),
  ]);
}

export function movingWebp(): Promise<Buffer> {
  const [width, height] = [64, 128];
  const frames = Buffer.alloc(width * height * 3, 90).fill(200, 0, (width * height * 3) / 2);
  return sharp(frames, { raw: { width, height, channels: 3, pageHeight: 64 } })
    .webp({ delay: [100, 100] })
    .toBuffer();
}

export const picture = { svg: `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>` } as const;

function afterFirst(jpeg: Buffer, part: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), part, jpeg.subarray(2)]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
