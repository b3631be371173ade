import { gunzipSync } from "node:zlib";
import { fromBufferPromise } from "yauzl";

/** An answer as a stranger sees it: archives and compressed files unpacked. */
export interface Seen {
  readonly path: string;
  readonly status: number;
  readonly headers: string;
  /** Every byte as one character, then the same read as UTF-8. */
  readonly text: string;
}

const links = /(?:href|src)="([^"<>{}]+)"|"(?:\w*url|path|href)": ?"([^"{}]+)"|<loc>([^<]+)</g;
/** A stream sends what came after this index; everybody else takes no notice. */
const fromTheStart = { "last-event-id": "0" };
const streamMs = 3000;
const most = 3000;

/** Everything that can be reached on a server from some addresses, by links in whatever is answered. */
export async function crawl(origin: string, seeds: readonly string[]): Promise<readonly Seen[]> {
  const known = new Set(seeds);
  const waiting = [...seeds];
  const seen: Seen[] = [];
  while (waiting.length > 0 && seen.length < most) {
    const batch = waiting.splice(0, 8);
    for (const one of await Promise.all(batch.map((path) => look(origin, path)))) {
      seen.push(one);
      for (const next of linksIn(one, origin)) {
        if (known.has(next)) continue;
        known.add(next);
        waiting.push(next);
      }
    }
  }
  if (waiting.length > 0) throw new Error(`more than ${most} addresses, such as ${waiting.slice(0, 20).join(" ")}`);
  return seen;
}

async function look(origin: string, path: string): Promise<Seen> {
  const leave = new AbortController();
  const answer = await fetch(origin + path, { signal: leave.signal, redirect: "manual", headers: fromTheStart });
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const bytes = isStream ? await firstOf(answer, leave) : Buffer.from(await answer.arrayBuffer());
  const parts = await unpacked(bytes);
  const text = parts.map((part) => `${part.toString("latin1")}\n${part.toString("utf8")}`).join("\n");
  return { path, status: answer.status, headers: JSON.stringify([...answer.headers]), text };
}

async function firstOf(answer: Response, leave: AbortController): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const timer = setTimeout(() => leave.abort(), streamMs);
  try {
    for await (const part of answer.body ?? []) parts.push(part as Uint8Array);
  } catch {
    // It was left on purpose.
  }
  clearTimeout(timer);
  return Buffer.concat(parts);
}

/** The bytes, and what is in them where they are an archive. */
async function unpacked(bytes: Buffer): Promise<readonly Buffer[]> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [bytes, gunzipSync(bytes)];
  if (bytes.toString("latin1", 0, 4) !== "PK\u0003\u0004") return [bytes];
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const parts: Buffer[] = [bytes];
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    parts.push(...(await unpacked(Buffer.concat(chunks))));
  }
  return parts;
}

function linksIn({ path, status, text }: Seen, origin: string): readonly string[] {
  // A script is full of what looks like links; what it loads is named by the page.
  if (status !== 200 || /\.(m?js|css|csv|woff2)$/.test(path)) return [];
  return [...text.matchAll(links)].flatMap((found) => {
    const link = found[1] ?? found[2] ?? found[3] ?? "";
    const url = URL.parse(link.replaceAll("&amp;", "&"), origin + path);
    // Every filter and every view of the past has links to more of them: what they show is in the first views already.
    if (url?.origin !== origin || url.searchParams.size > 1 || /asOf|knownAt|from|to|before/.test(url.search))
      return [];
    return [url.pathname + url.search];
  });
}
