/** What a browser keeps of a log between two visits. */
export interface Remembered {
  /** The last checkpoint that was verified here, as it was signed, and by which policy. */
  readonly checkpoint: string;
  readonly policy: string;
}

const keyOf = (origin: string) => `mingzhang-log ${origin}`;

/** Null where nothing is kept, and where the browser keeps nothing for this page. */
export function recall(origin: string): Remembered | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(origin)) ?? "null");
    return isRemembered(kept) ? kept : null;
  } catch {
    // A file, or a reader who wants no traces: then every visit is the first.
    return null;
  }
}

export function remember(origin: string, remembered: Remembered): void {
  try {
    localStorage.setItem(keyOf(origin), JSON.stringify(remembered));
  } catch {
    // As above: the verification itself has not suffered.
  }
}

function isRemembered(value: unknown): value is Remembered {
  if (value === null || typeof value !== "object") return false;
  const { checkpoint, policy } = value as Partial<Remembered>;
  return typeof checkpoint === "string" && typeof policy === "string";
}
