import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { s3Lock } from "../lock/s3-lock.ts";
import { type S3Server, s3Server } from "../testing/s3-server.ts";
import { describeLock, describeStorage } from "../testing/storage-contract.ts";
import { readS3Setting, s3Bucket } from "./s3-bucket.ts";
import { s3Storage } from "./s3-storage.ts";

let server: S3Server;
let careless: S3Server;
beforeAll(async () => {
  server = await s3Server({ conditional: true });
  careless = await s3Server({ conditional: false });
});
afterAll(async () => {
  await server.close();
  await careless.close();
});

describeStorage("a bucket", async () => s3Storage(await s3Bucket(server.place())));
describeLock("a bucket", async () => {
  const place = server.place();
  return [s3Lock(await s3Bucket(place)), s3Lock(await s3Bucket(place))];
});

describe("a bucket", () => {
  it("is refused where its server passes conditions of writes over", async () => {
    await expect(s3Bucket(careless.place())).rejects.toThrow("storage-unsafe 200 200");
  });

  it("says what the server answered where it does not let us in", async () => {
    await expect(s3Bucket({ ...server.place(), secretAccessKey: "wrong" })).rejects.toThrow("S3 answered 403");
    await expect(s3Bucket({ ...server.place(), bucket: "another" })).rejects.toThrow("S3 answered 404");
  });

  it("keeps each object with the headers that it is served with", async () => {
    const place = server.place();
    const bucket = await s3Bucket(place);
    const storage = s3Storage(bucket);
    await storage.create("tile/0/000", Buffer.from("x"));
    await storage.replace("checkpoint", Buffer.from("y"));
    const { AwsClient } = await import("aws4fetch");
    const client = new AwsClient({ ...place, service: "s3" });
    const headersOf = async (path: string) => {
      const folder = place.prefix.split("/").map(encodeURIComponent).join("/");
      const { headers } = await client.fetch(`${place.endpoint}/${place.bucket}/${folder}/log/${path}`);
      return [headers.get("Content-Type"), headers.get("Cache-Control")];
    };
    expect(await headersOf("tile/0/000")).toEqual(["application/octet-stream", "public, max-age=31536000, immutable"]);
    expect(await headersOf("checkpoint")).toEqual(["text/plain; charset=utf-8", "public, max-age=3, must-revalidate"]);
  });
});

describe("the setting of a bucket", () => {
  const env = { AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "secret" };

  it("names bucket, folder, server and region", () => {
    expect(readS3Setting("s3://logs/some/folder/?endpoint=http://127.0.0.1:9000&region=cn-north-1", env)).toEqual({
      bucket: "logs",
      prefix: "some/folder",
      endpoint: "http://127.0.0.1:9000",
      region: "cn-north-1",
      accessKeyId: "key",
      secretAccessKey: "secret",
    });
    expect(readS3Setting("s3://logs", { ...env, AWS_REGION: "eu-west-1" })).toMatchObject({
      prefix: "",
      endpoint: undefined,
      region: "eu-west-1",
    });
  });

  it.each(["s3://", "https://logs/x", "logs", "s3://logs?endpoint=nowhere"])("is not %s", (setting) => {
    expect(readS3Setting(setting, env)).toBeNull();
  });

  it("needs the keys of the bucket", () => {
    expect(readS3Setting("s3://logs", { AWS_ACCESS_KEY_ID: "key" })).toBeNull();
  });
});
