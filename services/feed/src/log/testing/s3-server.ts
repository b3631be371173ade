import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import { readS3Setting, type S3Place } from "../storage/s3-bucket.ts";

export interface S3Server {
  /** A folder of its bucket that nobody has used. */
  place(): S3Place;
  close(): Promise<void>;
}

const bucket = "public-log";

/**
 * An S3 server on this machine: s3rver. It passes conditions of writes over; with `conditional` they are judged before
 * it, one write at a time, as AWS documents it. `LOG_TEST_S3` names another server instead, by the product's setting.
 */
export async function s3Server({ conditional }: { conditional: boolean }): Promise<S3Server> {
  const other = conditional ? readS3Setting(process.env["LOG_TEST_S3"] ?? "", process.env) : null;
  if (other) {
    const place = () => ({ ...other, prefix: `${other.prefix}/${randomUUID()}` });
    return { place, close: () => Promise.resolve() };
  }
  const directory = await mkdtemp(join(tmpdir(), "s3 "));
  const options = { address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets: [{ name: bucket }] };
  const server = new S3rver(options);
  if (conditional) server.middleware.unshift(conditions(server));
  const { port } = await server.run();
  let used = 0;
  return {
    place: () => ({
      bucket,
      prefix: `a folder/${(used += 1)}`,
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      accessKeyId: "S3RVER",
      secretAccessKey: "S3RVER",
    }),
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function conditions(server: S3rver): S3rver["middleware"][number] {
  let last: Promise<void> = Promise.resolve();
  return async (context, next) => {
    if (context.method !== "PUT") return next();
    const before = last;
    let done: () => void = () => undefined;
    last = new Promise((resolve) => (done = resolve));
    await before;
    try {
      const etag = await etagOf(server, context.path);
      const [none, match] = [context.get("If-None-Match"), context.get("If-Match")];
      const holds = (none !== "*" || etag === null) && (match === "" || match === etag);
      if (holds) return await next();
      context.status = 412;
      context.body = "<Error><Code>PreconditionFailed</Code></Error>";
    } finally {
      done();
    }
  };
}

async function etagOf({ store }: S3rver, path: string): Promise<string | null> {
  const key = decodeURIComponent(path).slice(bucket.length + 2);
  const object = await store.getObject(bucket, key);
  object?.content.destroy();
  return object?.metadata["etag"] ?? null;
}
