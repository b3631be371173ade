import { randomBytes } from "node:crypto";
import type { ClearValue } from "@mingzhang/domain";
import { disclosureDigest, formatDisclosure } from "@mingzhang/transparency-log";
import type { SealedValue } from "./vault.ts";

/** RFC 9901 9.3 asks for 128 bits; names are so few that nothing but the salt keeps them from being guessed. */
const saltBytes = 32;

/** A value under a salt of its own: equal values have unequal digests, and no digest tells anything of its value. */
export function freshSeal({ name, value }: ClearValue): SealedValue {
  const salt = randomBytes(saltBytes).toString("base64url");
  return { name, value, salt, digest: disclosureDigest(formatDisclosure({ salt, name, value })) };
}
