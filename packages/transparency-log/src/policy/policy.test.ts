import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toUtf8 } from "../bytes/utf8.ts";
import { formatVkey, noteKey, keyTypes } from "../notes/note-key.ts";
import { faultOf } from "../testing/outside.ts";
import { logKey, policyOf, witnessKeys } from "../testing/small-log.ts";
import { verifierOf } from "../notes/signing-key.ts";
import { meetsQuorum } from "./policy.ts";
import { formatPolicy, parsePolicy } from "./policy-text.ts";

const log = formatVkey(verifierOf(logKey, "ed25519"));
const [one, two, three] = witnessKeys.map((key) => formatVkey(verifierOf(key, "cosignature")));
const witnesses = `witness X1 ${one}\nwitness X2 ${two}\n\twitness  Y1\t${three} https://w.example/ \n`;
const parse = (text: string): ReturnType<typeof parsePolicy> => parsePolicy(toUtf8(text));

describe("a policy", () => {
  it("reads groups of groups, comments and white space", () => {
    const policy = parse(
      `# 谁可信\nlog ${log} https://${logKey.name}\n\n${witnesses}group X 2 X1 X2\ngroup Y any Y1\n` +
        `group both all X Y\n quorum both`,
    );
    expect(policy.logs[0]?.key.name).toBe(logKey.name);
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ["X1", undefined],
      ["X2", undefined],
      ["Y1", "https://w.example/"],
    ]);
    const met = (...names: string[]): boolean => meetsQuorum(policy, new Set(names));
    expect([met("X1", "X2", "Y1"), met("X1", "X2"), met("X1", "Y1"), met("Y1"), met("both")]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(parse(formatPolicy(policy))).toEqual(policy);
  });

  it("counts k of n", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.subarray(["w1", "w2", "w3"]), (threshold, cosigners) => {
        expect(meetsQuorum(policyOf(threshold), new Set(cosigners))).toBe(cosigners.length >= threshold);
      }),
    );
  });

  it("may ask for no witness, and must say so", () => {
    expect(meetsQuorum(parse("quorum none\n"), new Set())).toBe(true);
    expect(faultOf(() => parse(`log ${log}\n`))).toBe("policy-quorum");
  });

  it("takes keys of ML-DSA-44, whose cosignatures it cannot count", () => {
    const vkey = formatVkey(noteKey("later.example", keyTypes.mlDsa44, new Uint8Array(1312)));
    expect(parse(`witness later ${vkey}\nquorum later\n`).witnesses).toHaveLength(1);
  });

  it.each([
    ["an unknown line", "witnes a b\nquorum none\n", "policy-line"],
    ["words too many", `log ${log} a b\nquorum none\n`, "policy-line"],
    ["a control character", "quorum none\r\n", "policy-character"],
    ["two quorums", "quorum none\nquorum none\n", "policy-quorum"],
    ["a quorum defined later", `quorum X1\n${witnesses}`, "policy-name"],
    ["a group of what comes later", `group g any X1\n${witnesses}quorum g\n`, "policy-name"],
    ["a group in itself", `${witnesses}group g any g\nquorum g\n`, "policy-name"],
    ["a member of two groups", `${witnesses}group g any X1\ngroup h any X1\nquorum g\n`, "policy-name"],
    ["a member twice", `${witnesses}group g any X1 X1\nquorum g\n`, "policy-name"],
    ["a name of its own for none", `witness none ${one}\nquorum none\n`, "policy-name"],
    ["none as a member", `${witnesses}group g any none\nquorum g\n`, "policy-name"],
    ["one name twice", `witness a ${one}\nwitness a ${two}\nquorum a\n`, "policy-name"],
    ["one witness key twice", `witness a ${one}\nwitness b ${one}\nquorum a\n`, "policy-duplicate-key"],
    ["one log key twice", `log ${log}\nlog ${log}\nquorum none\n`, "policy-duplicate-key"],
    ["a threshold of 0", `${witnesses}group g 0 X1\nquorum g\n`, "policy-threshold"],
    ["a threshold above n", `${witnesses}group g 2 X1\nquorum g\n`, "policy-threshold"],
    ["a threshold in another spelling", `${witnesses}group g 01 X1\nquorum g\n`, "policy-threshold"],
    ["a group of nobody", "group g any\nquorum g\n", "policy-line"],
    ["a log key as witness", `witness a ${log}\nquorum a\n`, "policy-key-type"],
    ["a witness key as log", `log ${one}\nquorum none\n`, "policy-key-type"],
    ["a key with another id", `log ${log.replace(/\+[0-9a-f]{8}/, "+00000000")}\nquorum none\n`, "key-id"],
  ])("refuses %s", (_, text, fault) => {
    expect(faultOf(() => parse(text))).toBe(fault);
  });

  it("names the line that it refuses", () => {
    expect(() => parse(`log ${log}\n\nwitness x\n`)).toThrow("line 3");
  });
});
