import { canonicalJson, hex, type Json, leafHash } from "@mingzhang/transparency-log";
import type { ClaimName } from "./island-data.ts";

/** The texts that a page shows of its entry. */
export type Claims = Readonly<Partial<Record<ClaimName, string>>>;

/** The first thing that a page says of its entry and that the proved bytes do not; null where it all agrees. */
export function falseClaim(claims: Claims, entry: Uint8Array): ClaimName | null {
  const line = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(entry);
  const event = JSON.parse(line) as Event;
  const proved: Readonly<Record<ClaimName, string | undefined>> = {
    index: String(Number(event.sequence)),
    occurredOn: event.data?.occurredOn,
    recordedAt: event.time,
    id: event.id,
    leaf: hex(leafHash(entry)),
    line,
    pretty: line,
  };
  for (const [name, said] of Object.entries(claims) as [ClaimName, string][]) {
    if ((name === "pretty" ? inOneLine(said) : said) !== proved[name]) return name;
  }
  return null;
}

interface Event {
  readonly id?: string;
  readonly time?: string;
  readonly sequence?: string;
  readonly data?: { readonly occurredOn?: string };
}

function inOneLine(pretty: string): string | null {
  try {
    return canonicalJson(JSON.parse(pretty) as Json);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
