/**
 * Everything that can be wrong with what a log serves, what a reader pins, or how they fit. The list is closed: each
 * code has its words in zh-CN and en in `words/fault-words.ts`.
 */
export type FaultCode =
  // Text and files
  | "not-utf8"
  | "not-base64"
  | "not-decimal"
  | "file-missing"
  | "file-too-large"
  | "file-damaged"
  // What is asked of a witness
  | "request-too-large"
  | "request-lines"
  | "request-old-size"
  | "request-proof"
  // Signed notes and keys
  | "note-too-large"
  | "note-control-character"
  | "note-without-signatures"
  | "note-signature-line"
  | "note-too-many-signatures"
  | "key-form"
  | "key-name"
  | "key-id"
  | "key-type"
  | "key-length"
  | "cosignature-form"
  // Checkpoints
  | "checkpoint-lines"
  | "checkpoint-origin"
  | "checkpoint-size"
  | "checkpoint-root"
  | "checkpoint-extension"
  | "checkpoint-empty-root"
  // Policies
  | "policy-line"
  | "policy-character"
  | "policy-duplicate-key"
  | "policy-name"
  | "policy-threshold"
  | "policy-quorum"
  | "policy-key-type"
  | "policy-too-large"
  // Tiles and bundles
  | "tile-path"
  | "tile-width"
  | "tile-differs"
  | "edge-differs"
  | "bundle-form"
  | "bundle-differs"
  | "entry-size"
  // Proofs
  | "proof-header"
  | "proof-index"
  | "proof-lines"
  | "proof-entry-missing"
  | "proof-other-index"
  | "index-outside-tree"
  | "size-unsafe"
  | "size-zero"
  | "sizes-reversed"
  | "hash-length"
  | "proof-too-short"
  | "proof-too-long"
  | "root-differs"
  // Who signed, and when
  | "origin-unknown"
  | "log-signature-missing"
  | "log-signature-false"
  | "witness-signature-false"
  | "quorum-missing"
  | "cosignature-in-future"
  | "cosignatures-too-old"
  | "time-unknown"
  | "checkpoint-older"
  | "checkpoint-forked"
  | "other-log"
  // What an entry says
  | "entry-not-json"
  | "entry-not-canonical"
  | "entry-not-normal"
  | "entry-not-event"
  | "entry-unsafe-number"
  | "entry-sequence"
  | "entry-repeated-id"
  | "disclosure-form"
  | "disclosure-unmatched";

/**
 * Thrown by parsers for what cannot be read, and inside of a verification to end a step. Verifiers themselves do not
 * throw it: they answer with their steps. `place` is a path, a line or an index, as precise as is known.
 */
export class LogFault extends Error {
  readonly code: FaultCode;
  readonly place: string | undefined;

  constructor(code: FaultCode, place?: string) {
    super(place === undefined ? code : `${code}: ${place}`);
    this.name = "LogFault";
    this.code = code;
    this.place = place;
  }
}
