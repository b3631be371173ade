import type { Command } from "@mingzhang/domain";
import { expect, it } from "vitest";
import { commandDigest } from "./command-digest.ts";

const release = (data: object, more: object = {}): Command =>
  ({ name: "ReleaseFunds", occurredOn: "2016-03-01", data, ...more }) as Command;
const content = { project: "housing", amountFen: 100n, voucher: "v-1", note: null };

it("is the same whatever the order of the members", () => {
  const { project, amountFen, voucher, note } = content;
  expect(commandDigest(release({ note, voucher, amountFen, project }))).toBe(commandDigest(release(content)));
});

it("is the same where a correction is absent and where it is undefined", () => {
  expect(commandDigest(release(content, { corrects: undefined }))).toBe(commandDigest(release(content)));
});

it.each([
  ["amount", release({ ...content, amountFen: 101n })],
  ["note", release({ ...content, note: "x" })],
  ["day", { ...release(content), occurredOn: "2016-03-02" } as Command],
  ["correction", release(content, { corrects: { event: "e", reason: "r" } })],
])("differs with another %s", (_, other) => {
  expect(commandDigest(other)).not.toBe(commandDigest(release(content)));
});
