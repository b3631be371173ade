import { AwsClient } from "aws4fetch";
import { LogRefusal } from "../log-refusal.ts";

/** A folder of a bucket, by the setting `s3://bucket/prefix?endpoint=…&region=…`. */
export interface S3Place {
  readonly bucket: string;
  /** Without slashes at its ends; may be empty. */
  readonly prefix: string;
  /** Of the server; that of AWS where it is left out. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface S3Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly bytes: Uint8Array;
  readonly length: number;
}

export interface S3Put {
  readonly bytes: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a log needs of a bucket. Other answers than those that are asked about are errors. */
export interface S3Bucket {
  /** 200 or 404. */
  get(key: string): Promise<S3Answer>;
  head(key: string): Promise<S3Answer>;
  /** 200, or 412 where a condition does not hold. */
  put(key: string, put: S3Put): Promise<S3Answer>;
}

const patienceMs = 20_000;
const tries = 4;

/** Reads the setting. Null where it is not of the form. */
export function readS3Setting(setting: string, env: Readonly<Record<string, string | undefined>>): S3Place | null {
  const url = URL.canParse(setting) ? new URL(setting) : null;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (url?.protocol !== "s3:" || url.hostname === "" || !accessKeyId || !secretAccessKey) return null;
  const endpoint = url.searchParams.get("endpoint") ?? undefined;
  if (endpoint !== undefined && !(URL.canParse(endpoint) && /^https?:/.test(endpoint))) return null;
  const region = url.searchParams.get("region") ?? env["AWS_REGION"] ?? "us-east-1";
  const prefix = decodeURI(url.pathname).replace(/^\/+|\/+$/g, "");
  return { bucket: url.hostname, prefix, endpoint, region, accessKeyId, secretAccessKey };
}

/**
 * Opens a bucket, and first of all sees whether it honours conditional writes: without them two writers would overwrite
 * each other. Throws a `LogRefusal` ("storage-unsafe") where it does not.
 */
export async function s3Bucket(place: S3Place): Promise<S3Bucket> {
  const bucket = connect(place);
  await proveConditions(bucket);
  return bucket;
}

/** The same without that proof, for whoever only reads. */
export function connect({ bucket, prefix, endpoint, region, accessKeyId, secretAccessKey }: S3Place): S3Bucket {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 0 });
  const base = `${(endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, "")}/${bucket}/`;
  const send = async (method: string, key: string, put?: S3Put): Promise<S3Answer> => {
    const path = [prefix, key].filter((part) => part !== "").join("/");
    const response = await client.fetch(base + path.split("/").map(encodeURIComponent).join("/"), {
      method,
      signal: AbortSignal.timeout(patienceMs),
      ...(put ? { body: put.bytes as Uint8Array<ArrayBuffer>, headers: put.headers ?? {} } : {}),
    });
    return {
      status: response.status,
      etag: response.headers.get("ETag"),
      length: Number(response.headers.get("Content-Length") ?? 0),
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  };
  return {
    get: (key) => expecting([200, 404], key, () => send("GET", key)),
    head: (key) => expecting([200, 404], key, () => send("HEAD", key)),
    put: (key, put) => expecting([200, 412], key, () => send("PUT", key, put)),
  };
}

/**
 * Tries again where the server is overloaded, answers 409 to writes that race, or did not answer. A write that was
 * repeated may meet its own first try: whoever gets 412 looks at what is there.
 */
async function expecting(statuses: readonly number[], key: string, send: () => Promise<S3Answer>): Promise<S3Answer> {
  let failure: unknown;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 50 * 4 ** attempt));
    try {
      const answer = await send();
      if (statuses.includes(answer.status)) return answer;
      const said = Buffer.from(answer.bytes).toString().slice(0, 300);
      failure = new Error(`S3 answered ${answer.status} for ${key}: ${said}`);
      if (answer.status < 500 && answer.status !== 409 && answer.status !== 429) break;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

const probe = "conditional-writes.probe";

async function proveConditions(bucket: S3Bucket): Promise<void> {
  const text = (words: string) => Buffer.from(`${words}\n`);
  const first = await bucket.put(probe, { bytes: text("probe") });
  const [created, replaced] = [
    await bucket.put(probe, { bytes: text("created over it"), headers: { "If-None-Match": "*" } }),
    await bucket.put(probe, { bytes: text("replaced another"), headers: { "If-Match": `"${"0".repeat(32)}"` } }),
  ];
  const matching = await bucket.put(probe, { bytes: text("replaced"), headers: { "If-Match": first.etag ?? '""' } });
  const safe = created.status === 412 && replaced.status === 412 && matching.status === 200;
  if (!safe) throw new LogRefusal("storage-unsafe", `${created.status} ${replaced.status} ${matching.status}`);
}
