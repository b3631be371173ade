import {
  formatCheckpoint,
  formatNote,
  type Hash,
  leafHash,
  type NoteKey,
  proveConsistency,
  signingKey,
  signNote,
  treeRoot,
  verifierOf,
} from "@mingzhang/transparency-log";

/** A log whose every size can be shown, so that a test may ask for growth, for stillness and for a fork. */
export interface GrowingLog {
  readonly origin: string;
  readonly key: NoteKey;
  checkpoint(size: number): Uint8Array;
  proof(earlier: number, later: number): Promise<Hash[]>;
}

/** Logs of one origin and another `branch` agree on the first `shared` entries only. */
export function growingLog(origin: string, { branch = "", shared = 0, seed = 1 } = {}): GrowingLog {
  const signer = signingKey(origin, new Uint8Array(32).fill(seed));
  const leaves = Array.from({ length: 600 }, (_, at) =>
    leafHash(new TextEncoder().encode(`${at < shared ? "" : branch}${at}`)),
  );
  const reader = {
    readHashes: (nodes: readonly { level: number; index: number }[]) =>
      Promise.resolve(
        nodes.map(({ level, index }) => treeRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
      ),
  };
  return {
    origin,
    key: verifierOf(signer, "ed25519"),
    checkpoint(size) {
      const text = formatCheckpoint({ origin, size, root: treeRoot(leaves.slice(0, size)) });
      return formatNote({ text, signatures: [signNote(text, signer)] });
    },
    proof: (earlier, later) =>
      earlier === 0 || earlier === later ? Promise.resolve([]) : proveConsistency(reader, earlier, later),
  };
}
