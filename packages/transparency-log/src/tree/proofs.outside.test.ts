import { describe, expect, it } from "vitest";
import { outsideJson } from "../testing/outside.ts";
import { consistencyFault } from "./consistency.ts";
import { inclusionFault } from "./inclusion.ts";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));

interface Inclusion {
  name: string;
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}

describe("inclusion proofs of other projects", () => {
  const { cases } = outsideJson<{ cases: Inclusion[] }>("proofs-inclusion.json");
  it.each(cases)("$name", ({ leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    const claim = { index: leafIdx, size: treeSize, root: bytes(root), leaf: bytes(leafHash) };
    expect(inclusionFault(claim, (proof ?? []).map(bytes)) !== undefined).toBe(wantErr);
  });
});

interface Consistency {
  name: string;
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
}

describe("consistency proofs of other projects", () => {
  const { cases } = outsideJson<{ cases: Consistency[] }>("proofs-consistency.json");
  it.each(cases)("$name", ({ size1, size2, root1, root2, proof, wantErr }) => {
    const claim = { earlier: { size: size1, root: bytes(root1) }, later: { size: size2, root: bytes(root2) } };
    expect(consistencyFault(claim, (proof ?? []).map(bytes)) !== undefined).toBe(wantErr);
  });

  it("holds between two signed checkpoints of a witness's test log", () => {
    const { cases: all, consistencyPair } = outsideJson<{
      cases: { id: string; size: string; rootHash: string }[];
      consistencyPair: { from: string; to: string; proofHex: string[] };
    }>("checkpoints.json");
    const head = (id: string): { size: number; root: Uint8Array } => {
      const found = all.find((one) => one.id === id)!;
      return { size: Number(found.size), root: bytes(found.rootHash) };
    };
    const claim = { earlier: head(consistencyPair.from), later: head(consistencyPair.to) };
    const proof = consistencyPair.proofHex.map((text) => new Uint8Array(Buffer.from(text, "hex")));
    expect(consistencyFault(claim, proof)).toBeUndefined();
    expect(consistencyFault(claim, proof.slice(1))).toBe("proof-too-short");
  });
});
