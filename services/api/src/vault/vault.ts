import type { ClearValue } from "@mingzhang/domain";

/** The event that values are withheld from: where it will stand, known before it is recorded. */
export interface SealedEvent {
  readonly plan: string;
  readonly event: string;
}

/** A withheld value with what binds the record to it. */
export interface SealedValue extends ClearValue {
  readonly salt: string;
  readonly digest: string;
}

/** What a vault holds of one withheld field; value and disclosure are null once they were erased. */
export interface Kept {
  readonly name: string;
  readonly digest: string;
  readonly value: string | null;
  /** Text of RFC 9901 4.2.1: whoever holds it can show what the digest in the public entry stands for. */
  readonly disclosure: string | null;
  readonly erasedAt: string | null;
}

/** Where withheld values and their salts lie, apart from the events: the one place from which they can be destroyed. */
export interface Vault {
  /** Digests that stand for values already kept for the event; of an erased field its digest, whatever the value. */
  known(of: SealedEvent, values: readonly ClearValue[]): Promise<ReadonlyMap<string, string>>;
  /** Keeps values until they are bound. Answers the digest of each: of an earlier one where it had the same value. */
  keep(of: SealedEvent, values: readonly SealedValue[]): Promise<ReadonlyMap<string, string>>;
  /** The event was recorded with these digests: from now on they are kept for good. */
  bind(event: string, digests: readonly string[]): Promise<void>;
  read(event: string): Promise<readonly Kept[]>;
  /** Destroys value and salt of a field, and all else that was ever kept for it. The digest stays. */
  erase(event: string, name: string): Promise<void>;
  /** Values that were kept at least so long ago and never bound. */
  unbound(olderThanMs: number): Promise<readonly (SealedEvent & { readonly digest: string })[]>;
  /** Drops a value whose event was never recorded. */
  drop(event: string, digest: string): Promise<void>;
  close(): Promise<void>;
}
