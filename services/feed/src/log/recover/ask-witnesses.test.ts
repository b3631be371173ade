import { signingKey, verifierOf } from "@mingzhang/transparency-log";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emptyPlaces, mirrorOf, publishedLog, recoverWith } from "../testing/lost-log.ts";
import type { WitnessPolicy } from "../witness-policy.ts";
import type { Submission, Submitted } from "../writer/witnesses.ts";
import { RecoveryRefused } from "./recovery-refused.ts";

type Outcome = Submitted["answers"][number]["outcome"];

let lost: Awaited<ReturnType<typeof publishedLog>>;
let places: ReturnType<typeof emptyPlaces>;
beforeAll(async () => {
  lost = await publishedLog(5);
});
beforeEach(() => {
  places = emptyPlaces();
  places = { ...places, keys: lost.keys };
});

const names = ["county", "audit", "press"];
const policy = (threshold: number | null): WitnessPolicy => ({
  witnesses: names.map((name, at) => {
    const key = verifierOf(signingKey(`${name}.example`, new Uint8Array(32).fill(at + 1)), "cosignature");
    return { name, key, url: `https://${name}.example` };
  }),
  groups: threshold === null ? [] : [{ name: "enough", threshold, members: names }],
  quorum: threshold === null ? "none" : "enough",
});

/** Recovers where the witnesses answer like that, `threshold` of whom have to sign. */
async function recover(threshold: number | null, said: readonly (readonly [outcome: Outcome, detail: string])[]) {
  const heard: Submission[] = [];
  const recovering = recoverWith(places, {
    events: lost.events,
    source: mirrorOf(lost.storage.files),
    witnessPolicy: policy(threshold),
    witnesses: (submission) => {
      heard.push(submission);
      const answers = said.map(([outcome, detail], at) => ({ name: names[at] ?? "", outcome, detail }));
      return Promise.resolve({ met: true, note: submission.note, answers });
    },
  });
  return { heard, recovered: await recovering };
}

async function refused(recovering: Promise<unknown>, words: RegExp): Promise<void> {
  const error: unknown = await recovering.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecoveryRefused);
  expect((error as RecoveryRefused).lines.join(" ｜ ")).toMatch(words);
  expect([places.storage.files.size, places.lock.held.length]).toEqual([0, 0]);
}

const signed = ["signed", "signed"] as const;
const silent = ["unreachable", "no answer in time"] as const;
const tooFew = /应答的见证人不足.* ｜ too few witnesses/;

describe("witnesses are who says that nothing later was published", () => {
  it("where those who sign leave no quorum that could have signed a later one", async () => {
    expect((await recover(2, [signed, signed, silent])).recovered).toMatchObject({ confirmed: true });
  });

  it("and are not, where those who sign are no quorum", () => refused(recover(3, [signed, signed, silent]), tooFew));

  it("and are not, where the silent ones could have signed a later one by themselves", async () => {
    await refused(recover(1, [signed, silent, silent]), tooFew);
    await refused(recover(1, [signed, signed, ["wrong-answer", "200"]]), tooFew);
    places = { ...emptyPlaces(), keys: lost.keys };
    expect((await recover(1, [signed, signed, signed])).recovered).toMatchObject({ confirmed: true });
  });

  it("each of them is heard, however soon enough have signed", async () => {
    const { heard } = await recover(1, [signed, signed, signed]);
    const { witnesses, groups, quorum } = heard[0]!.policy;
    expect([witnesses.length, groups.find(({ name }) => name === quorum)?.threshold]).toEqual([3, 3]);
  });

  it("are asked, and confirm nothing, where the log publishes without them", async () => {
    expect((await recover(null, [signed, signed, silent])).recovered).toMatchObject({ confirmed: false });
    places = { ...emptyPlaces(), keys: lost.keys };
    await refused(recover(null, [signed, signed, ["ahead", "it has cosigned 9 entries"]]), /press: .*9 entries/);
  });

  it("are believed by the one who has signed more, whatever the others say", () =>
    refused(recover(1, [signed, signed, ["ahead", "it has cosigned 9 entries"]]), /更新的.* ｜ .*later or another/));

  it.each(["404", "403", "400"])("are not said to have signed more where they refuse to answer (%s)", (status) =>
    refused(recover(2, [signed, ["refused", status], silent]), tooFew),
  );

  it("have signed another log where they do not accept the proof", () =>
    refused(recover(1, [signed, signed, ["refused", "422"]]), /更新的.* ｜ .*later or another/));
});
