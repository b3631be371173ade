import { expect, it } from "vitest";
import { InvalidEvent, type Expectation, type NewEvent } from "../event-store.ts";
import type { ContractTraits, Subject } from "./contract-suite.ts";
import { event, events, everything } from "./given.ts";

export function appendContract(subject: Subject, traits: ContractTraits): void {
  it("gives revisions from 0, rising positions and the instant of recording", async () => {
    const { store } = subject();
    const first = await store.append("plan-1", "absent", events(2));
    const second = await store.append("plan-2", "absent", events(1));
    expect(first).toMatchObject({ kind: "appended", revision: 1, repeated: false });
    expect(second).toMatchObject({ kind: "appended", revision: 0, repeated: false });
    const all = await everything(store);
    expect(all.map(({ stream, revision }) => [stream, revision])).toEqual([
      ["plan-1", 0],
      ["plan-1", 1],
      ["plan-2", 0],
    ]);
    const answers = [first, second].map((answer) => answer.kind === "appended" && [answer.position, answer.recordedAt]);
    expect(answers).toEqual([all[1], all[2]].map((stored) => [stored?.position, stored?.recordedAt]));
  });

  it.each<[string, Expectation, number, number | null]>([
    ["absent refuses a stream that exists", "absent", 2, 1],
    ["exists refuses a stream that is absent", "exists", 0, null],
    ["a revision refuses an absent stream", { revision: 0 }, 0, null],
    ["a revision refuses an older last event", { revision: 2 }, 2, 1],
    ["a revision refuses a newer last event", { revision: 0 }, 2, 1],
    ["a revision beyond every stream is refused", { revision: Number.MAX_SAFE_INTEGER }, 2, 1],
  ])("%s, and nothing is written", async (_, expectation, length, actual) => {
    const { store } = subject();
    if (length > 0) await store.append("plan", "absent", events(length));
    expect(await store.append("plan", expectation, events(2))).toEqual({ kind: "conflict", actual });
    expect(await everything(store)).toHaveLength(length);
  });

  it.each<[Expectation, number]>([
    ["absent", 0],
    ["exists", 2],
    ["any", 0],
    ["any", 2],
    [{ revision: 1 }, 2],
  ])("the expectation %o holds for a stream of %i events", async (expectation, length) => {
    const { store } = subject();
    if (length > 0) await store.append("plan", "any", events(length));
    expect(await store.append("plan", expectation, events(1))).toMatchObject({ kind: "appended", revision: length });
  });

  raceContract(subject);
  foreignIdContract[traits.idsAreKnown](subject);
}

function raceContract(subject: Subject): void {
  it.each<[string, Expectation]>([
    ["absent", "absent"],
    ["the last revision", { revision: 0 }],
  ])("lets exactly one of many racing writers win that expect %s", async (_, expectation) => {
    const { store, open } = subject();
    const stores = [store, await open()];
    if (expectation !== "absent") await store.append("plan", "absent", events(1));
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_unused, writer) =>
        (stores[writer % 2] ?? store).append("plan", expectation, [event({ writer })]),
      ),
    );
    expect(answers.filter((answer) => answer.kind === "appended")).toHaveLength(1);
    expect(await everything(store)).toHaveLength(expectation === "absent" ? 1 : 2);
  });

  it("fails no neighbour when one of many concurrent appends conflicts", async () => {
    const { store } = subject();
    await store.append("taken", "absent", events(1));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        store.append(index % 3 === 0 ? "taken" : `plan-${index}`, "absent", events(2)),
      ),
    );
    expect(answers.map((answer) => answer.kind)).toEqual(
      answers.map((_, index) => (index % 3 === 0 ? "conflict" : "appended")),
    );
    expect(await everything(store)).toHaveLength(1 + 20 * 2);
  });

  it("keeps the order in which one caller appends to one stream without waiting", async () => {
    const { store } = subject();
    const given = events(40);
    await Promise.all(given.map((one) => store.append("plan", "any", [one])));
    expect((await store.readStream("plan")).map(({ id }) => id)).toEqual(given.map(({ id }) => id));
  });

  it("records all events of one append at one instant, later than those of every earlier append", async () => {
    const { store } = subject();
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 8 }, (_, index) => store.append(`plan-${index}`, "any", events(3))));
    }
    const instants = (await everything(store)).map(({ recordedAt }) => recordedAt);
    expect(instants.every((instant) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(instant))).toBe(true);
    expect(instants).toEqual(instants.toSorted());
    const sizes = new Map<string, number>();
    for (const instant of instants) sizes.set(instant, (sizes.get(instant) ?? 0) + 1);
    expect([...sizes.values()]).toEqual(Array.from({ length: 40 }, () => 3));
  });

  retryContract(subject);
}

function retryContract(subject: Subject): void {
  it("answers a repeated append as the first time, and writes nothing", async () => {
    const { store, open } = subject();
    const batch = events(3);
    const first = await store.append("plan", "absent", batch);
    await store.append("plan", "exists", events(2));
    const again = { ...first, repeated: true };
    expect(await store.append("plan", "any", batch)).toEqual(again);
    expect(await (await open()).append("plan", "any", batch)).toEqual(again);
    expect(await everything(store)).toHaveLength(5);
  });

  it.each<Expectation>(["absent", "exists", { revision: 7 }])(
    "answers a repeated append so although %o does not hold now",
    async (expectation) => {
      const { store } = subject();
      const batch = events(2);
      const first = await store.append("plan", "any", batch);
      expect(await store.append("plan", expectation, batch)).toEqual({ ...first, repeated: true });
    },
  );

  it("writes once when the same append is sent many times at the same moment", async () => {
    const { store, open } = subject();
    const other = await open();
    const batch = events(2);
    // While the first ones are on their way, an engine may gather the others into one commit.
    const ahead = [store, other].map((each) => each.append("ahead", "any", events(1)));
    const sent = [store, other, store, other, store].map((each) => each.append("plan", "absent", batch));
    const answers = await Promise.all(sent);
    await Promise.all(ahead);
    expect(answers.filter((answer) => answer.kind === "appended" && !answer.repeated)).toHaveLength(1);
    expect(answers.filter((answer) => answer.kind === "appended" && answer.repeated)).toHaveLength(4);
    expect(await store.readStream("plan")).toHaveLength(2);
  });

  misusedIdContract(subject);
}

function misusedIdContract(subject: Subject): void {
  it.each<[string, string, (known: readonly NewEvent[]) => readonly NewEvent[]]>([
    ["a known id among new ones", "events[1].id", (known) => [event(), ...known.slice(0, 1)]],
    ["a new id behind the known ones", "events[0].id", (known) => [...known, event()]],
    ["a part of a known append", "events[0].id", (known) => known.slice(0, 1)],
    ["a known append in another order", "events[0].id", (known) => known.toReversed()],
  ])("refuses %s", async (_, field, choose) => {
    const { store } = subject();
    const known = events(2);
    await store.append("plan", "any", known);
    await expect(store.append("plan", "any", choose(known))).rejects.toMatchObject({ name: "InvalidEvent", field });
    expect(await everything(store)).toHaveLength(2);
  });

  it("refuses two appends repeated as one", async () => {
    const { store } = subject();
    const [first, second] = [events(1), events(1)];
    await store.append("plan", "any", first);
    await store.append("plan", "any", second);
    await expect(store.append("plan", "any", [...first, ...second])).rejects.toBeInstanceOf(InvalidEvent);
  });

  it("fails no neighbour when one of many concurrent appends brings a known id", async () => {
    const { store } = subject();
    const known = events(2);
    await store.append("plan", "any", known);
    const settled = await Promise.allSettled([
      store.append("plan", "any", events(1)),
      store.append("plan", "any", known.slice(1)),
      store.append("plan", { revision: 2 }, known),
      store.append("plan", { revision: 2 }, events(1)),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(await store.readLast("plan")).toMatchObject({ revision: 3 });
  });
}

/** What becomes of ids that another stream holds: as the engine declares it. */
const foreignIdContract: Readonly<Record<ContractTraits["idsAreKnown"], (subject: Subject) => void>> = {
  everywhere: (subject) => {
    it("refuses ids that are known in another stream, and says in which", async () => {
      const { store } = subject();
      const known = events(2);
      await store.append("plan-1", "any", known);
      await expect(store.append("plan-2", "any", known)).rejects.toThrow(/already stored in the stream plan-1/);
      expect(await everything(store)).toHaveLength(2);
    });
  },
  "in their stream": (subject) => {
    it("takes ids that only another stream knows as new ones, and knows them in both", async () => {
      const { store } = subject();
      const known = events(2);
      const first = await store.append("plan-1", "absent", known);
      const second = await store.append("plan-2", "absent", known);
      expect([first, second]).toMatchObject([{ repeated: false }, { revision: 1, repeated: false }]);
      expect(await store.append("plan-1", "any", known)).toEqual({ ...first, repeated: true });
      expect(await store.append("plan-2", "any", known)).toEqual({ ...second, repeated: true });
      expect((await everything(store)).map(({ id }) => id)).toEqual([...known, ...known].map(({ id }) => id));
    });
  },
};
