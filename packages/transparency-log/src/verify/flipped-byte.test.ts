import { describe, expect, it } from "vitest";
import { eventForm } from "../entry/event-form.ts";
import { eventEntry, MemoryLog, policyOf } from "../testing/small-log.ts";
import { auditLog } from "./audit-log.ts";
import type { StepName, Verdict } from "./steps.ts";
import { verifyEntry } from "./verify-entry.ts";

/** Two full sets of tiles, a right edge, earlier partials and proofs. */
async function smallLog(): Promise<MemoryLog> {
  const log = new MemoryLog();
  for (const count of [3, 250, 10]) {
    const from = log.entries.length;
    log.append(Array.from({ length: count }, (_, at) => eventEntry(from + at)));
    log.publish();
  }
  await log.publishProof(2);
  await log.publishProof(260);
  return log;
}

const audit = (log: MemoryLog): Promise<Verdict> =>
  auditLog({ files: log, paths: log.paths, policy: policyOf(3), entryForm: eventForm });

const expectedSteps: readonly [RegExp, readonly StepName[]][] = [
  [/^checkpoint$/, ["read-checkpoint", "log-signature", "witness-quorum"]],
  [/^tile\/0\/001\.p\/7$|^tile\/1\/000\.p\/1$/, ["right-edge"]],
  [/^tile\/0\/000$/, ["tiles"]],
  [/^tile\/entries\/(000|001\.p\/7)$/, ["bundles"]],
  [/^tile\/(0|entries)\/000\.p\/(3|253)$/, ["earlier-partials"]],
  [/^proof\//, ["served-proofs"]],
];

/** Every byte of a small file, and of a large one the first, the last and a sample between. */
function places(length: number): number[] {
  const step = Math.max(1, Math.floor(length / 40));
  return [...new Set([...Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step), length - 1])];
}

describe("a log of which one byte was flipped", async () => {
  const log = await smallLog();

  it("passes unflipped, with every step asked", async () => {
    const { steps, passed } = await audit(log);
    expect(passed).toBe(true);
    expect(steps.filter(({ outcome }) => outcome !== "passed").map(({ name }) => name)).toEqual([
      "freshness",
      "earlier-checkpoints",
    ]);
  });

  it.each(log.paths)("fails the audit at a step that fits: %s", async (path) => {
    const original = log.files.get(path)!;
    const steps = expectedSteps.find(([pattern]) => pattern.test(path))?.[1];
    for (const at of places(original.length)) {
      const flipped = original.slice();
      flipped[at]! ^= 1 << (at % 8);
      log.files.set(path, flipped);
      const { failed } = await audit(log);
      expect(steps, `${path} ${at}`).toContain(failed?.name);
      if (path !== "checkpoint") expect(failed?.place, `${path} ${at}`).toContain(path);
    }
    log.files.set(path, original);
  });

  it("fails for every single byte of the checkpoint", async () => {
    const original = log.files.get("checkpoint")!;
    for (let at = 0; at < original.length; at += 1) {
      const flipped = original.slice();
      flipped[at]! ^= 0x20;
      log.files.set("checkpoint", flipped);
      const { verdict } = await verifyEntry({ files: log, index: 0, policy: policyOf(3) });
      expect(["read-checkpoint", "log-signature", "witness-quorum"], String(at)).toContain(verdict.failed?.name);
    }
    log.files.set("checkpoint", original);
  });

  it.each(log.paths.filter((path) => path !== "checkpoint"))("misses %s if it needs it", async (path) => {
    const original = log.files.get(path)!;
    log.files.delete(path);
    const { failed } = await audit(log);
    const isNeeded = /^tile\/(0|entries)\/(000|001\.p\/7)$|^tile\/1/.test(path);
    expect(failed?.fault).toBe(isNeeded ? "file-missing" : undefined);
    log.files.set(path, original);
  });
});
