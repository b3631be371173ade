import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { bucketFiles, type PublishedSource, readS3Setting } from "@mingzhang/feed";
import { OperatorError } from "@mingzhang/runtime";
import { faultWords, LogFault, type LogFiles } from "@mingzhang/transparency-log";
import { Hindered, hindranceText, openSource } from "@mingzhang/transparency-log/cli";

/**
 * Opens what an operator names as published: an address, a bucket, a folder, an archive, or a file with a checkpoint
 * alone. `env` has the keys of a bucket. Throws an `OperatorError` for what cannot be one of them.
 */
export async function openPublished(
  named: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<{ source: PublishedSource; close: () => Promise<void> }> {
  if (/^s3:/i.test(named)) return inBucket(named, env);
  if (/^https?:[^?#]*\.zip$/i.test(named)) throw archiveByAddress(named);
  // npm runs scripts in the repository's folder; what was typed is relative to where it was typed.
  const place = /^https?:\/\//i.test(named)
    ? named.replace(/\/checkpoint$/, "")
    : resolve(process.env.INIT_CWD ?? process.cwd(), named);
  const note = await noteAlone(place);
  if (note) {
    const read = (path: string) => Promise.resolve(path === "checkpoint" ? note : undefined);
    return { source: { place, files: { read }, whole: false }, close: () => Promise.resolve() };
  }
  const { files, paths, close } = await openSource(place);
  return { source: { place, files, paths, whole: true }, close };
}

/** A bucket as `LOG_STORAGE` names it. It is only read. */
function inBucket(named: string, env: Readonly<Record<string, string | undefined>>) {
  const bucket = readS3Setting(named, env);
  if (!bucket) throw noBucket(named);
  const place = `s3://${[bucket.bucket, bucket.prefix].filter((part) => part !== "").join("/")}`;
  const { read } = bucketFiles(bucket);
  const files: LogFiles = {
    read: (path, maximalBytes) =>
      read(path, maximalBytes).catch((error: unknown) => {
        if (error instanceof LogFault) throw error;
        throw silentBucket(place, error as Error);
      }),
  };
  return { source: { place, files, whole: true }, close: () => Promise.resolve() };
}

/** What the server says beside its status repeats the request and the name of the key: it goes no further. */
function silentBucket(place: string, error: Error): Error {
  const status = /^S3 answered (\d{3}) /.exec(error.message)?.[1];
  if (status === undefined) return new Hindered("unreachable", `${place} (${error.message})`, error);
  if (status !== "401" && status !== "403") return new Hindered("server-error", `${place} (${status})`, error);
  return new OperatorError([
    `--published：${place} 拒绝读取（${status}）：请核对桶名、AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY`,
    `--published: ${place} may not be read (${status}): check its name, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
  ]);
}

function noBucket(named: string): OperatorError {
  return new OperatorError([
    `--published=${named} 用不了：写法同 LOG_STORAGE（s3://桶/路径?endpoint=网址），并设置 AWS_ACCESS_KEY_ID 和 ` +
      "AWS_SECRET_ACCESS_KEY",
    `--published=${named} cannot be used: it is written as LOG_STORAGE is (s3://bucket/path?endpoint=URL); set ` +
      "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  ]);
}

function archiveByAddress(named: string): OperatorError {
  return new OperatorError([
    `--published=${named} 是压缩包的网址：请先下载，再给出文件；或给出日志本身的网址`,
    `--published=${named} is the address of an archive: download it first and name the file, or name the address of ` +
      "the log itself",
  ]);
}

/** Why a source cannot be read, in the words of whoever named it; any other error as it is. */
export function unreadable(error: unknown): unknown {
  if (error instanceof Hindered) {
    return new OperatorError([
      `--published：${hindranceText(error, "zh")}`,
      `--published: ${hindranceText(error, "en")}`,
    ]);
  }
  if (error instanceof LogFault) {
    const { zh, en } = faultWords[error.code];
    const at = error.place === undefined ? "" : ` (${error.place})`;
    return new OperatorError([`--published：${zh}${at}`, `--published: ${en}${at}`]);
  }
  return error;
}

const noteAtMost = 65_536;

/** The bytes of a small file that is no archive; null for anything else. */
async function noteAlone(path: string): Promise<Uint8Array | null> {
  const handle = await open(path).catch(() => null);
  if (!handle) return null;
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size > noteAtMost) return null;
    const bytes = new Uint8Array(await handle.readFile());
    return Buffer.from(bytes.subarray(0, 2)).toString() === "PK" ? null : bytes;
  } finally {
    await handle.close();
  }
}
