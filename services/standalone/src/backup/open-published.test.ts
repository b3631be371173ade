import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { OperatorError } from "@mingzhang/runtime";
import { LogFault } from "@mingzhang/transparency-log";
import { expect, it } from "vitest";
import { openPublished, unreadable } from "./open-published.ts";

const keys = { AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "s3cret" };
const refusal = async (opening: Promise<unknown>) => unreadable(await opening.catch((error: unknown) => error));

it("a bucket that does not answer is told by its name and what it met, and never by its keys", async () => {
  const { source } = await openPublished("s3://mirror/some/folder?endpoint=http://127.0.0.1:1", keys);
  expect([source.place, source.whole]).toEqual(["s3://mirror/some/folder", true]);
  const refused = await refusal(source.files.read("checkpoint", 100));
  expect(refused).toBeInstanceOf(OperatorError);
  expect(String(refused)).toMatch(/无法连接.*s3:\/\/mirror\/some\/folder.* ｜ .*cannot be reached/);
  expect(String(refused)).not.toContain("s3cret");
});

it.each([
  [403, /拒绝读取（403）：.*AWS_ACCESS_KEY_ID.* ｜ .*may not be read \(403\): check its name/],
  [400, /没有正常回答.*\(400\) ｜ .*did not answer properly.*\(400\)$/],
])(
  "a bucket that answers %i is told by that number, not by what its server repeats of the request",
  async (status, words) => {
    const server = createServer((_, answer) => answer.writeHead(status).end("<AWSAccessKeyId>key</AWSAccessKeyId>"));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const { source } = await openPublished(`s3://mirror/log?endpoint=http://127.0.0.1:${port}`, keys);
    const refused = await refusal(source.files.read("checkpoint", 100));
    server.close();
    expect(refused).toBeInstanceOf(OperatorError);
    expect(String(refused)).toMatch(words);
    expect(String(refused)).not.toContain("AWSAccessKeyId");
  },
);

it.each([
  ["s3://mirror/log", {}, /AWS_ACCESS_KEY_ID.* ｜ .*AWS_SECRET_ACCESS_KEY/],
  ["s3://mirror/log?endpoint=nowhere", keys, /LOG_STORAGE.* ｜ .*LOG_STORAGE/],
  ["https://mirror.example/log/archive.zip", keys, /请先下载.* ｜ .*download it first/],
])("%s is refused with what helps", async (named, env, words) => {
  const refused = await refusal(openPublished(named, env));
  expect(refused).toBeInstanceOf(OperatorError);
  expect(String(refused)).toMatch(words);
});

it("says in both languages what is wrong with a file of a source", () => {
  expect(String(unreadable(new LogFault("file-damaged", "tile/0/000")))).toMatch(
    /已损坏.*tile\/0\/000.* ｜ .*is damaged/,
  );
});
