import {
  canonicalBytes,
  encodeBundle,
  formatCheckpoint,
  formatNote,
  formatPolicy,
  formatVkey,
  type Json,
  leafHash,
  signingKey,
  signNote,
  TileBuilder,
  tilePath,
  verifierOf,
} from "@mingzhang/transparency-log";

const origin = "log.example/log";
const key = signingKey(origin, new Uint8Array(32).fill(1));

/** Policy that pins the key of the served log. */
export const pinned = formatPolicy({
  logs: [{ key: verifierOf(key, "ed25519"), url: undefined }],
  witnesses: [],
  groups: [],
  quorum: "none",
});

const money = (yuan: string): Json => ({ amount: yuan, currency: "CNY" });
const cell = { project: "a", year: 2016 };

/** A plan with one project, `payments` payments of one yuan, and as much released as `released` says. */
function facts(payments: number, released: string): readonly (readonly [kind: string, fact: Json])[] {
  return [
    ["PlanAdopted", { slug: "p" }],
    ["ProjectAdded", { project: "a" }],
    ["AllocationSet", { ...cell, amount: money("500.00") }],
    ["FundsAppropriated", { year: 2016, amount: money("1000.00") }],
    ["FundsReleased", { project: "a", amount: money(released) }],
    ...Array.from({ length: payments }, () => ["PaymentMade", { project: "a", amount: money("1.00") }] as const),
  ];
}

function entryOf([kind, fact]: readonly [string, Json], index: number): Uint8Array {
  return canonicalBytes({
    specversion: "1.0",
    id: `id-${index}`,
    source: "/log",
    type: `mingzhang.${kind}.v1`,
    subject: "p",
    time: "2016-12-31T00:00:00.000000Z",
    datacontenttype: "application/json",
    sequence: String(index).padStart(12, "0"),
    data: { occurredOn: "2016-12-31", simulated: false, corrects: null, fact },
  });
}

/** The files of a whole log by path, as they are served. */
export function servedLog({ payments = 295, released = "500.00" } = {}): Map<string, Uint8Array> {
  const entries = facts(payments, released).map(entryOf);
  const files = new Map<string, Uint8Array>();
  const builder = new TileBuilder();
  for (const entry of entries) for (const { path, bytes } of builder.append(leafHash(entry))) files.set(path, bytes);
  for (const { path, bytes } of builder.edge()) files.set(path, bytes);
  for (let index = 0; index * 256 < entries.length; index += 1) {
    const part = entries.slice(index * 256, index * 256 + 256);
    files.set(tilePath({ level: "entries", index, width: part.length }), encodeBundle(part));
  }
  const text = formatCheckpoint({ origin, size: entries.length, root: builder.root() });
  files.set("checkpoint", formatNote({ text, signatures: [signNote(text, key)] }));
  files.set("policy", Buffer.from(pinned));
  files.set("keys", Buffer.from(`${formatVkey(verifierOf(key, "ed25519"))}\n`));
  return files;
}
