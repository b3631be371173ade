import { randomUUID } from "node:crypto";
import { explain, namesOf, streamOf } from "@mingzhang/domain";
import type { EventStore, StoredEvent } from "@mingzhang/event-store";
import { memoryStore } from "@mingzhang/event-store/memory";
import { expect, it } from "vitest";
import { baiyuSlug as slug } from "../testing/baiyu-workbook.ts";
import { fact, givenPlan, recorderOn } from "../testing/recorder-fixture.ts";
import type { PlanStreams, RefusedOutcome } from "./recorder.ts";

const appropriate = (amountFen: string) =>
  fact("AppropriateFunds", "2016-02-01", { year: 2016, amountFen, voucher: "v-1", note: null });

/** What a newer program on the same store recorded: a kind, a version or a shape that this one does not know. */
const unheard = { type: "Unheard", data: {}, meta: { version: 1, occurredOn: "2016-02-01" } };
const newer = { type: "FundsAppropriated", data: {}, meta: { version: 99, occurredOn: "2016-02-01" } };
const reshaped = { type: "FundsAppropriated", data: { year: "soon" }, meta: { version: 1, occurredOn: "2016-02-01" } };

async function appendUnread(store: EventStore, unread = unheard): Promise<bigint> {
  await store.append(streamOf(slug), "any", [{ id: randomUUID(), ...unread }]);
  return (await store.head()).position;
}

it.each([
  ["of an unknown kind", unheard],
  ["of a newer version", newer],
  ["of another shape", reshaped],
])("a record %s refuses every command behind it, naming itself and the remedy", async (_, unread) => {
  const { store, recorder, record } = await givenPlan();
  const position = await appendUnread(store, unread);
  const count = (await store.readStream(streamOf(slug))).length;
  for (const one of [{ recorder, record }, await givenPlan(store)]) {
    const outcome = (await one.record("late", appropriate("100"))) as RefusedOutcome;
    expect(outcome).toMatchObject({
      kind: "refused",
      refusals: [{ code: "unreadable-record", field: "slug", values: { plan: slug, type: unread.type } }],
    });
    const [zh, en] = (["zh", "en"] as const).map((lang) =>
      outcome.refusals.map((refused) => explain(refused, namesOf(null), lang)).join(),
    );
    for (const word of [slug, String(position), unread.type, "请更新软件"]) expect(zh).toContain(word);
    for (const word of [slug, String(position), unread.type, "Update the software"]) expect(en).toContain(word);
    const { decision } = await one.recorder.preview(slug, appropriate("1"));
    expect(decision).toMatchObject({ ok: false, refusals: [{ code: "unreadable-record" }] });
  }
  expect(await store.readStream(streamOf(slug))).toHaveLength(count);
});

it("a retry of what was recorded before such a record answers what the first one did", async () => {
  const { store, record } = await givenPlan();
  const first = await record("a", appropriate("100"));
  await appendUnread(store);
  expect(await record("a", appropriate("100"))).toEqual({ ...first, repeated: true });
  const anew = await givenPlan(store);
  expect(await anew.record("a", appropriate("100"))).toEqual({ ...first, repeated: true });
});

it("what was recorded is not refused for such a record that follows at once", async () => {
  const { store } = await givenPlan();
  const overtaken: PlanStreams = {
    readStream: (...call) => store.readStream(...call),
    append: async (...call) => {
      const appended = await store.append(...call);
      await appendUnread(store);
      return appended;
    },
  };
  const outcome = await recorderOn(overtaken).record({
    slug,
    command: appropriate("100"),
    idempotencyKey: "a",
    expectedPosition: null,
    actor: "tester",
  });
  expect(outcome).toMatchObject({ kind: "recorded", repeated: false });
});

it("a program that understands it takes commands again, whatever it said before", async () => {
  const { store, record } = await givenPlan();
  await record("newer", appropriate("100"));
  let understood = false;
  const read = (event: StoredEvent): StoredEvent =>
    understood || event.type !== "FundsAppropriated" ? event : { ...event, type: "Unheard" };
  const recorder = recorderOn({
    append: (...call) => store.append(...call),
    readStream: async (...call) => (await store.readStream(...call)).map(read),
  });
  const request = { slug, command: appropriate("7"), idempotencyKey: "a", expectedPosition: null, actor: "tester" };
  expect(await recorder.record(request)).toMatchObject({ refusals: [{ code: "unreadable-record" }] });
  understood = true;
  expect(await recorder.record(request)).toMatchObject({ kind: "recorded" });
});

it("a stream that begins with such a record is refused by that name, and not as an unknown plan", async () => {
  const store = memoryStore();
  await appendUnread(store);
  const request = { slug, command: appropriate("1"), idempotencyKey: "a", expectedPosition: null, actor: "tester" };
  expect(await recorderOn(store).record(request)).toMatchObject({ refusals: [{ code: "unreadable-record" }] });
});
