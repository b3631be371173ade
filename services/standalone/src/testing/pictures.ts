import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { ask } from "./graphql.ts";
import type { Product } from "./product.ts";

/** As a telephone makes it: who took the picture and where stand in its EXIF. */
export function telephonePhoto(person: string): Promise<Buffer> {
  const background = { r: 90, g: 140, b: 60 };
  return sharp({ create: { width: 1200, height: 900, channels: 3, background } })
    .withExif({
      IFD0: { Artist: person, ImageDescription: person },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "31/1 12/1 9731/1000",
        GPSLongitudeRef: "E",
        GPSLongitude: "98/1 49/1 5077/1000",
      },
    })
    .jpeg()
    .toBuffer();
}

/** The places of the photo as EXIF writes them, in either order of bytes. */
export const gpsMarks: readonly string[] = [9731, 5077].flatMap((seconds) => {
  const [little, big] = [Buffer.alloc(8), Buffer.alloc(8)];
  little.writeUInt32LE(seconds);
  little.writeUInt32LE(1000, 4);
  big.writeUInt32BE(seconds);
  big.writeUInt32BE(1000, 4);
  return [little.toString("latin1"), big.toString("latin1")];
});

export interface Uploaded {
  readonly sha256: string;
  readonly original: string;
}

/** Uploads as the console does. Throws with the problem where it is refused. */
export async function upload(product: Product, file: Buffer, mediaType = "image/jpeg"): Promise<Uploaded> {
  const headers = { authorization: `Bearer ${product.token}`, "content-type": mediaType };
  const answer = await fetch(`${product.url}/api/evidence`, { method: "POST", headers, body: new Uint8Array(file) });
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json()) as Uploaded;
}

const slug = "wuhou-baiyu-2016-2020";

/** Records a fact of evidence of the crafts project; what it is refused for where it is. */
async function record(product: Product, field: string, given: { type: string; input: object }): Promise<string> {
  const query = `mutation ($slug: String!, $input: ${given.type}!, $key: ID!) {
    result: ${field}(slug: $slug, input: $input, control: { idempotencyKey: $key }) {
      ... on Recorded { events { id } } ... on Refusal { message }
    } }`;
  const input = { project: "crafts", ...given.input };
  type Answer = { result: { events?: readonly { readonly id: string }[]; message?: string } };
  const { result } = await ask<Answer>(product, query, { slug, input, key: randomUUID() });
  return result.message ?? "";
}

export function attach(product: Product, sha256: string, more: object = {}): Promise<string> {
  const input = { occurredOn: "2016-11-01", kind: "photo", sha256, captionZh: "厂房一角", ...more };
  return record(product, "attachEvidence", { type: "AttachEvidenceInput", input });
}

export function withdraw(product: Product, sha256: string, reason: string): Promise<string> {
  const input = { occurredOn: "2016-11-02", sha256, reason };
  return record(product, "withdrawEvidence", { type: "WithdrawEvidenceInput", input });
}
