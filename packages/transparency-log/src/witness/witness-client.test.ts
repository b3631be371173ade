import { describe, expect, it } from "vitest";
import { cosign } from "../notes/cosignature.ts";
import { formatSignature, parseNote, signNote } from "../notes/signed-note.ts";

import { eventEntry, logKey, MemoryLog, policyOf, signedAt, witnessKeys } from "../testing/small-log.ts";
import { cosignatureTimes } from "../verify/check-checkpoint.ts";
import { parseAddCheckpoint } from "./add-checkpoint.ts";
import { collectCosignatures, type CosignatureQuestion, type Fetch } from "./witness-client.ts";

const log = new MemoryLog();
log.append(Array.from({ length: 5 }, (_, at) => eventEntry(at)));
const { text } = parseNote(log.publish());
const checkpoint = new TextEncoder().encode(`${text}\n${formatSignature(signNote(text, logKey))}`);

/** What a server on the other side may answer to the body that it is sent, by the name of its host. */
type Hosts = Readonly<Record<string, (oldSize: number) => Response | Promise<Response>>>;

const line = (at: number, seconds = signedAt): string => formatSignature(cosign(text, witnessKeys[at]!, seconds));
const signs = (at: number) => (): Response => new Response(line(at));
const lastWas = (size: number, body = `${size}\n`): Response =>
  new Response(body, { status: 409, headers: { "content-type": "text/x.tlog.size" } });
const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(new DOMException("gone", "AbortError"))));

function ask(hosts: Hosts, more: Partial<CosignatureQuestion> = {}) {
  const asked: string[] = [];
  const fetch: Fetch = async (url, request) => {
    const { host, pathname } = new URL(url);
    const { oldSize, proof } = parseAddCheckpoint(new TextEncoder().encode(request.body));
    asked.push(`${host} ${pathname} ${oldSize} ${proof.length}`);
    const answer = hosts[host];
    return answer === undefined ? never(request.signal) : answer(oldSize);
  };
  const policy = policyOf(2);
  const witnesses = policy.witnesses.map(({ name, key }) => ({ name, key, url: `https://${name}/sub/` }));
  const proofFor = (oldSize: number) => Promise.resolve(Array.from({ length: oldSize }, () => new Uint8Array(32)));
  const question = { checkpoint, policy, witnesses, proofFor, fetch, nowSeconds: () => signedAt, timeoutMs: 300 };
  return { asked, cosigned: collectCosignatures({ ...question, graceMs: 50, ...more }) };
}

const outcomes = async (hosts: Hosts, more?: Partial<CosignatureQuestion>) =>
  (await ask(hosts, more).cosigned).answers.map(({ outcome }) => outcome);

describe("collecting cosignatures", () => {
  it("answers with a note that carries every cosignature, in the order of the policy", async () => {
    const { cosigned, asked } = ask({ w1: signs(0), w2: signs(1), w3: signs(2) });
    const { met, note } = await cosigned;
    expect(met).toBe(true);
    expect(new TextDecoder().decode(note)).toBe(new TextDecoder().decode(checkpoint) + line(0) + line(1) + line(2));
    expect([...(await cosignatureTimes(parseNote(note), { policy: policyOf(3) })).keys()]).toEqual(["w1", "w2", "w3"]);
    expect(asked).toEqual(["w1 /sub/add-checkpoint 0 0", "w2 /sub/add-checkpoint 0 0", "w3 /sub/add-checkpoint 0 0"]);
  });

  it("asks once more, with a proof, from the size that the witness names", async () => {
    const { cosigned, asked } = ask({ w1: (old) => (old === 3 ? new Response(line(0)) : lastWas(3)) });
    expect((await cosigned).answers[0]).toMatchObject({ outcome: "signed", size: 5, seconds: BigInt(signedAt) });
    expect(asked.filter((each) => each.startsWith("w1"))).toEqual([
      "w1 /sub/add-checkpoint 0 0",
      "w1 /sub/add-checkpoint 3 3",
    ]);
  });

  it("spares the first question where it remembers, and proves nothing about the same size", async () => {
    const { cosigned, asked } = ask(
      { w1: signs(0), w2: signs(1) },
      {
        lastSizes: new Map([
          ["w1", 4],
          ["w2", 5],
        ]),
      },
    );
    expect((await cosigned).met).toBe(true);
    expect(asked.toSorted().slice(0, 2)).toEqual(["w1 /sub/add-checkpoint 4 4", "w2 /sub/add-checkpoint 5 0"]);
  });

  it("does not wait for a witness that hangs longer than the grace once the quorum is met", async () => {
    const start = performance.now();
    const { met, answers } = await ask({ w1: signs(0), w2: signs(1) }, { timeoutMs: 10_000 }).cosigned;
    expect([met, answers[2]?.outcome]).toEqual([true, "unreachable"]);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("ends without a quorum when the time is over", async () => {
    const { met, answers, note } = await ask({ w1: signs(0) }).cosigned;
    expect([met, answers[1]?.detail]).toEqual([false, "no answer in time"]);
    expect(parseNote(note).signatures).toHaveLength(2);
  });

  it("tells a log that was set back from one that is forked", async () => {
    expect(await outcomes({ w1: () => lastWas(9), w2: () => lastWas(5), w3: () => lastWas(4) })).toEqual([
      "ahead",
      "forked",
      "wrong-answer",
    ]);
  });

  it("takes no signature that does not hold, by another key, or from the future", async () => {
    const other = formatSignature(cosign(text.replace("\n5\n", "\n6\n"), witnessKeys[0]!, signedAt));
    expect(
      await outcomes({ w1: () => new Response(other), w2: signs(0), w3: () => new Response(line(2, signedAt + 301)) }),
    ).toEqual(["wrong-answer", "wrong-answer", "wrong-answer"]);
  });

  it.each([400, 403, 404, 422])("names a refusal: %i", async (status) => {
    const { answers } = await ask({ w1: () => new Response("no", { status }) }).cosigned;
    expect(answers[0]).toMatchObject({ outcome: "refused", status });
  });

  it.each([
    ["another status", new Response("", { status: 500 })],
    ["no lines", new Response("")],
    ["what is no line", new Response("hello\n")],
    ["a line without its end", new Response(line(0).slice(0, -1))],
    ["too much", new Response("x".repeat(70_000))],
    ["a size that is none", lastWas(3, "three\n")],
    ["a size without its end", lastWas(3, "3")],
  ])("calls it a wrong answer: %s", async (_, answer) => {
    expect((await outcomes({ w1: () => answer }))[0]).toBe("wrong-answer");
  });

  it("says why a witness cannot be reached, and throws what its own log cannot prove", async () => {
    const refuse = () => Promise.reject(new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") }));
    const { answers } = await ask({ w1: refuse }).cosigned;
    expect(answers[0]).toMatchObject({ outcome: "unreachable", detail: "fetch failed: ECONNREFUSED" });
    const proofFor = () => Promise.reject(new Error("disk"));
    await expect(ask({ w1: () => lastWas(3) }, { proofFor }).cosigned).rejects.toThrow("disk");
  });
});
