import { afterAll, beforeAll, expect, it } from "vitest";
import type { PublicLogNow } from "./read/public-log-now.ts";
import { type ApiFixture, apiFixture, asker, writeToken } from "./testing/api-fixture.ts";
import { heldLog } from "./testing/held-log.ts";

let api: ApiFixture;
/** What whoever keeps the log says at this moment. */
let now: PublicLogNow | null = heldLog;
beforeAll(async () => {
  api = await apiFixture({ publicLog: async () => now });
});
afterAll(() => api.dispose());

const question = `{ publicLog {
  origin state publishedSize publishedAt waitingEntries waitingSince
  heldBack { code why remedy english: why(lang: en) remedyInEnglish: remedy(lang: en) detail }
  missingWitnesses { name outcome why detail }
} }`;
const given = { origin: heldLog.origin, state: "held", publishedSize: 34, waitingEntries: 2 };

it.each([null, "a-wrong-token-0123456789"])("tells everybody (%j) what is held back, and no host", async (token) => {
  const { data, errors } = await api.ask<{ publicLog: object }>(question, {}, { token });
  expect(errors).toEqual([]);
  expect(data?.publicLog).toEqual({
    ...given,
    publishedAt: heldLog.publishedAt,
    waitingSince: heldLog.waitingSince,
    heldBack: {
      code: "quorum-missing",
      why: "签署的见证人不足",
      remedy: "请联系见证人",
      english: "too few witnesses sign",
      remedyInEnglish: "call the witnesses",
      detail: null,
    },
    missingWitnesses: [{ name: "county", outcome: "unreachable", why: "没有应答", detail: null }],
  });
});

it("tells staff what the attempts met as well, in the language of the request", async () => {
  const { data, errors } = await api.ask<{ publicLog: object }>(question, {}, { token: writeToken, lang: "en" });
  expect(errors).toEqual([]);
  const detail = expect.stringContaining("10.0.0.7");
  expect(data?.publicLog).toMatchObject({
    ...given,
    heldBack: { why: "too few witnesses sign", detail },
    missingWitnesses: [{ why: "does not answer", detail }],
  });
});

it("is null where no log is kept, or it is not open yet, and tells nothing of a log that goes on", async () => {
  const without = await asker(api.another({ publicLog: async () => null }))<{ publicLog: null }>(question);
  expect([without.errors, without.data]).toEqual([[], { publicLog: null }]);
  now = { ...heldLog, state: "growing", waitingEntries: 0, waitingSince: null, heldBack: null, missingWitnesses: [] };
  const { data } = await api.ask<{ publicLog: object }>(question);
  expect(data?.publicLog).toMatchObject({ state: "growing", waitingSince: null, heldBack: null, missingWitnesses: [] });
});
