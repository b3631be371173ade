export type { Json } from "./canonical-json.ts";
export { canonicalBytes, canonicalJson } from "./canonical-json.ts";
export type { Hash } from "./merkle-tree.ts";
export { hex, leafHash, nodeHash, sha256Hex, treeRoot } from "./merkle-tree.ts";
