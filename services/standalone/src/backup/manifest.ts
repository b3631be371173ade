/** The newest form that this program reads. */
export const backupFormat = 2;
/** What a backup without a vault is written as: older programs restore all of it. */
export const formatWithoutVault = 1;
/** Withheld values with their salts, one row of the vault a line; there where the vault holds anything. */
export const vaultName = "vault.ndjson";
export const manifestName = "manifest.json";
/** SHA-256 of the manifest, as `sha256sum` writes it. */
export const manifestHashName = "manifest.json.sha256";

/** A file inside of a backup. */
export interface Part {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

/** A stream and how far the backup holds it. */
export interface PlanPart {
  readonly stream: string;
  readonly events: number;
  readonly lastPosition: string;
}

export interface PlanRecord extends PlanPart {
  readonly slug: string;
  /** Hash of the plan's view at the manifest's pair of dates; null where the plan was not adopted by then. */
  readonly stateHash: string | null;
}

/** What a backup holds and what can be compared after a restore. Positions are digits, hashes hex. */
export interface Manifest {
  readonly product: "mingzhang";
  readonly format: number;
  readonly madeAt: string;
  readonly engine: "postgresql" | "eventstoredb";
  readonly events: number;
  readonly lastPosition: string;
  readonly lastRecordedAt: string;
  /** Nothing was recorded at or before this instant that the backup does not hold. */
  readonly settledAt: string;
  /** The pair of dates at which the plans' hashes were taken. */
  readonly asOf: string;
  readonly knownAt: string;
  readonly plans: readonly PlanRecord[];
  /** The public log over the events of the backup, and the note that was published when it was made, if any. */
  readonly log: { readonly size: number; readonly root: string; readonly published: string | null };
  /** Every file of the backup but the manifest, in its order. */
  readonly parts: readonly Part[];
}

/** The manifest's text. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

/** What a manifest says of its form, before anything else of it is believed; null where it is of no backup of ours. */
export function formatOf(text: string): number | null {
  try {
    const { product, format } = JSON.parse(text) as Partial<Manifest>;
    return product === "mingzhang" && Number.isSafeInteger(format) ? (format ?? null) : null;
  } catch {
    return null;
  }
}
