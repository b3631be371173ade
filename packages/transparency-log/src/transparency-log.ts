export type { Json } from "./canonical-json.ts";
export { canonicalBytes, canonicalJson } from "./canonical-json.ts";
export { fromBase64, toBase64 } from "./bytes/base64.ts";
export type { Disclosure } from "./entry/disclosure.ts";
export { digestsIn, disclosureDigest, formatDisclosure, parseDisclosure } from "./entry/disclosure.ts";
export type { EntryForm } from "./entry/event-form.ts";
export { eventForm } from "./entry/event-form.ts";
export type { FaultCode } from "./fault.ts";
export { LogFault } from "./fault.ts";
export type { Hash } from "./merkle-tree.ts";
export { hex, leafHash, nodeHash, sha256Hex, treeRoot } from "./merkle-tree.ts";
export type { Checkpoint } from "./notes/checkpoint.ts";
export { formatCheckpoint, originHash, parseCheckpoint } from "./notes/checkpoint.ts";
export type { CosignatureRules } from "./notes/cosignature.ts";
export { cosign, cosignatureTime, verifyCosignature } from "./notes/cosignature.ts";
export type { MlDsa44Verify } from "./notes/ml-dsa-message.ts";
export type { KeyType, NoteKey } from "./notes/note-key.ts";
export { formatVkey, isKeyOf, keyTypes, noteKey, parseVkey } from "./notes/note-key.ts";
export type { NoteSignature, SignedNote } from "./notes/signed-note.ts";
export {
  formatNote,
  formatSignature,
  maximalNoteBytes,
  parseNote,
  parseSignatures,
  signNote,
  verifyNoteSignature,
} from "./notes/signed-note.ts";
export type { SigningKey } from "./notes/signing-key.ts";
export { formatSkey, parseSkey, signingKey, verifierOf } from "./notes/signing-key.ts";
export type { Policy, PolicyGroup, PolicyLog, PolicyWitness } from "./policy/policy.ts";
export { meetsQuorum } from "./policy/policy.ts";
export { formatPolicy, parsePolicy } from "./policy/policy-text.ts";
export type { TlogProof } from "./proof/tlog-proof.ts";
export { formatTlogProof, maximalProofBytes, parseTlogProof } from "./proof/tlog-proof.ts";
export { decodeBundle, encodeBundle, maximalBundleBytes, maximalEntryBytes } from "./tiles/entry-bundle.ts";
export type { FetchedLog } from "./tiles/fetched-files.ts";
export { fetchedFiles, LogOutage } from "./tiles/fetched-files.ts";
export type { LogFiles } from "./tiles/log-files.ts";
export { readNeeded, readTileFile } from "./tiles/log-files.ts";
export type { SavedFiles } from "./tiles/saved-files.ts";
export { recordedFiles, savedFiles } from "./tiles/saved-files.ts";
export type { ServedAs } from "./tiles/served-as.ts";
export { servedAs } from "./tiles/served-as.ts";
export type { BuiltTile } from "./tiles/tile-builder.ts";
export { TileBuilder } from "./tiles/tile-builder.ts";
export { decodeTile, encodeTile } from "./tiles/tile-hashes.ts";
export type { TileId } from "./tiles/tile-path.ts";
export { parseTilePath, tilePath, tileWidth } from "./tiles/tile-path.ts";
export type { BundlePart } from "./tiles/tile-widths.ts";
export { bundleParts, edgeTiles, hashesAt, tileOfEntry, widthAt } from "./tiles/tile-widths.ts";
export { VerifiedTiles } from "./tiles/verified-tiles.ts";
export { CompactRange } from "./tree/compact-range.ts";
export type { ConsistencyClaim, TreeHead } from "./tree/consistency.ts";
export { consistencyFault, proveConsistency } from "./tree/consistency.ts";
export type { HashReader } from "./tree/hash-reader.ts";
export { rootAt } from "./tree/hash-reader.ts";
export type { InclusionClaim } from "./tree/inclusion.ts";
export { inclusionFault, proveInclusion } from "./tree/inclusion.ts";
export type { TreeNode } from "./tree/subtrees.ts";
export type { AuditQuestion } from "./verify/audit-log.ts";
export { auditLog } from "./verify/audit-log.ts";
export type { CheckpointRules, SignatureRules, TimeRule } from "./verify/check-checkpoint.ts";
export { cosignatureTimes, logsThatSigned, openCheckpoint, verifyCheckpoint } from "./verify/check-checkpoint.ts";
export type { EntryRules } from "./verify/check-entry.ts";
export type { Facts, Outcome, Step, StepName, Verdict } from "./verify/steps.ts";
export type { EntryAnswer, EntryQuestion } from "./verify/verify-entry.ts";
export { verifyEntry } from "./verify/verify-entry.ts";
export type { ProofQuestion } from "./verify/verify-proof.ts";
export { verifyProof } from "./verify/verify-proof.ts";
export type { AddCheckpoint } from "./witness/add-checkpoint.ts";
export {
  formatAddCheckpoint,
  maximalAddCheckpointBytes,
  parseAddCheckpoint,
  tlogSizeType,
} from "./witness/add-checkpoint.ts";
export { faultWords } from "./words/fault-words.ts";
export { outcomeWords, stepWords } from "./words/step-words.ts";
export type { Language, Words } from "./words/words.ts";
