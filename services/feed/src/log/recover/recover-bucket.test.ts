import { openCheckpoint } from "@mingzhang/transparency-log";
import { afterAll, beforeAll, expect, it } from "vitest";
import { s3Lock } from "../lock/s3-lock.ts";
import { s3Bucket, type S3Place } from "../storage/s3-bucket.ts";
import { bucketFiles, s3Storage } from "../storage/s3-storage.ts";
import { grown, mirrorOf, publishedLog, recoverWith } from "../testing/lost-log.ts";
import { type S3Server, s3Server } from "../testing/s3-server.ts";
import { TestEvents } from "../testing/test-events.ts";
import type { LogPlaces } from "../writer/open-log.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

const size = 5;
let server: S3Server;
/** As a mirror keeps it that can only be read, and honours no conditions. */
let careless: S3Server;
let lost: Awaited<ReturnType<typeof publishedLog>>;
beforeAll(async () => {
  [server, careless] = await Promise.all([s3Server({ conditional: true }), s3Server({ conditional: false })]);
  lost = await publishedLog(size);
});
afterAll(() => Promise.all([server.close(), careless.close()]));

async function inBucket(place: S3Place): Promise<LogPlaces> {
  const bucket = await s3Bucket(place);
  return { storage: s3Storage(bucket), lock: s3Lock(bucket), keys: lost.keys };
}

const sourceOf = (place: S3Place) => ({ place: "s3://mirror", files: bucketFiles(place), whole: true });
const pathsOf = () => [...lost.storage.files.keys()].filter((path) => path !== "keys" && path !== "policy");

it("a log that was kept in a bucket is rebuilt in another, out of one that is only read, and goes on", async () => {
  const [mirror, home] = [careless.place(), server.place()];
  const { AwsClient } = await import("aws4fetch");
  const client = new AwsClient({ ...mirror, service: "s3" });
  const base = `${mirror.endpoint}/${mirror.bucket}/${mirror.prefix.split("/").map(encodeURIComponent).join("/")}`;
  for (const [path, bytes] of lost.storage.files)
    await client.fetch(`${base}/log/${path}`, { method: "PUT", body: new Uint8Array(bytes) });
  const places = await inBucket(home);
  const given = { events: lost.events, source: sourceOf(mirror) };
  expect(await recoverWith(places, given)).toMatchObject({ outcome: "rebuilt", checkpoint: { size } });
  for (const path of pathsOf())
    expect(Buffer.from((await places.storage.read(path, 1_000_000))!), path).toEqual(
      Buffer.from(lost.storage.files.get(path)!),
    );
  expect(await recoverWith(await inBucket(home), given)).toMatchObject({ outcome: "in-order" });
  const probed = await client.fetch(`${base}/conditional-writes.probe`);
  expect(probed.status).toBe(404);

  const events = new TestEvents();
  events.record(size + 2);
  await grown(await inBucket(home), events);
  const note = await bucketFiles(home).read("checkpoint", 10_000);
  expect(openCheckpoint(note!).checkpoint.size).toBe(size + 2);
});

it("an older mirror sets nothing back in a bucket whose lock was lost", async () => {
  const stale = await publishedLog(size - 2);
  const home = server.place();
  const { storage } = await inBucket(home);
  for (const path of pathsOf()) await storage.replace(path, lost.storage.files.get(path)!);
  const recovering = recoverWith(await inBucket(home), {
    events: lost.events,
    source: mirrorOf(stale.storage.files),
  });
  await expect(recovering).rejects.toBeInstanceOf(RecoveryRefused);
  expect(openCheckpoint((await storage.read("checkpoint", 10_000))!).checkpoint.size).toBe(size);
});
