import { describe, expect, it } from "vitest";
import { toUtf8 } from "../bytes/utf8.ts";
import { disclosureDigest, formatDisclosure } from "../entry/disclosure.ts";
import { eventForm } from "../entry/event-form.ts";
import { formatTlogProof, parseTlogProof } from "../proof/tlog-proof.ts";
import { faultOf } from "../testing/outside.ts";
import { eventEntry, MemoryLog, policyOf, signedAt } from "../testing/small-log.ts";
import type { Verdict } from "./steps.ts";
import { verifyProof } from "./verify-proof.ts";

const why = ({ failed }: Verdict): unknown => [failed?.name, failed?.fault];
const payee = formatDisclosure({ salt: "cGVwcGVyIGFuZCBzYWx0IQ", name: "payee", value: "某人" });
const policy = policyOf(3);

describe("a proof file", async () => {
  const log = new MemoryLog();
  log.append([eventEntry(0), eventEntry(1, { data: { _sd: [disclosureDigest(payee)] } }), eventEntry(2)]);
  log.publish();
  await log.publishProof(1);
  const proof = log.files.get("proof/1.tlog-proof")!;

  it("proves its entry, its form, its age and what it withheld, without the log", async () => {
    const verdict = await verifyProof({
      proof,
      policy,
      index: 1,
      entryForm: eventForm,
      disclosures: [payee],
      time: { nowSeconds: signedAt, maximalAgeSeconds: 60 },
    });
    expect(verdict.steps.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      "read-proof passed",
      "hash-entry passed",
      "read-checkpoint passed",
      "log-signature passed",
      "witness-quorum passed",
      "freshness passed",
      "inclusion passed",
      "entry-form passed",
      "disclosures passed",
    ]);
  });

  it("fails at a named step wherever a byte of it is flipped", async () => {
    const steps = new Set<string>();
    for (let at = 0; at < proof.length; at += 3) {
      const flipped = proof.slice();
      flipped[at]! ^= 1;
      const verdict = await verifyProof({ proof: flipped, policy, entryForm: eventForm });
      expect(verdict.failed?.fault, String(at)).toBeDefined();
      steps.add(verdict.failed!.name);
    }
    expect(steps).toEqual(new Set(["read-proof", "read-checkpoint", "log-signature", "witness-quorum", "inclusion"]));
  });

  it("proves nothing about another entry, another index or another secret", async () => {
    expect(why(await verifyProof({ proof, policy, entry: eventEntry(0) }))).toEqual(["inclusion", "root-differs"]);
    expect(why(await verifyProof({ proof, policy, index: 2 }))).toEqual(["read-proof", "proof-other-index"]);
    const other = formatDisclosure({ salt: "AAAA", name: "payee", value: "某人" });
    expect(why(await verifyProof({ proof, policy, disclosures: [other] }))).toEqual([
      "disclosures",
      "disclosure-unmatched",
    ]);
    expect(why(await verifyProof({ proof, policy, disclosures: ["%"] }))).toEqual(["disclosures", "disclosure-form"]);
  });

  it("needs the entry where it does not hold it", async () => {
    const bare = formatTlogProof({ ...parseTlogProof(proof), extra: undefined });
    expect(why(await verifyProof({ proof: bare, policy }))).toEqual(["hash-entry", "proof-entry-missing"]);
    expect((await verifyProof({ proof: bare, policy, entry: log.entries[1] })).passed).toBe(true);
  });

  it("reads back as it was written", () => {
    expect(formatTlogProof(parseTlogProof(proof))).toEqual(proof);
  });

  it.each([
    ["another header", "c2sp.org/tlog-proof@v2\nindex 0\n\nx\n", "proof-header"],
    ["no index", "c2sp.org/tlog-proof@v1\n\nx\n", "proof-index"],
    ["an index in another spelling", "c2sp.org/tlog-proof@v1\nindex 01\n\nx\n", "proof-index"],
    ["extra after the index", "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\nx\n", "proof-lines"],
    ["a short hash", "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx\n", "hash-length"],
    ["no checkpoint", "c2sp.org/tlog-proof@v1\nindex 0\n", "proof-lines"],
    ["a path too long", `c2sp.org/tlog-proof@v1\nindex 0\n${`${"A".repeat(43)}=\n`.repeat(64)}\nx\n`, "proof-lines"],
  ])("is refused for %s", (_, text, fault) => {
    expect(faultOf(() => parseTlogProof(toUtf8(text)))).toBe(fault);
  });
});
