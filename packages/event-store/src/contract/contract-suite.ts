import { afterEach, beforeEach, describe } from "vitest";
import type { EventStore } from "../event-store.ts";
import { appendContract } from "./append-contract.ts";
import { badInputContract } from "./bad-input-contract.ts";
import { contentContract } from "./content-contract.ts";
import { followContract } from "./follow-contract.ts";
import { lateCommitContract } from "./late-commit-contract.ts";
import { modelContract } from "./model-contract.ts";
import { outageContract } from "./outage-contract.ts";
import { readContract } from "./read-contract.ts";
import { settledContract } from "./settled-contract.ts";

/** An engine under test: an empty store, and what only the engine's own test knows how to do. */
export interface ContractSubject {
  readonly store: EventStore;
  /** A further store on the same data, as another process would open it. The subject closes it in `dispose`. */
  open(): Promise<EventStore>;
  /** From now on, a random time passes between an append's position and its commit, where the engine has such a gap. */
  delayCommits(): Promise<void>;
  /** A further store, on a connection that the test can break: where the traits say that connections can. */
  openBreakable?(patienceMs: number): Promise<Breakable>;
  /** Closes every store and removes the data. */
  dispose(): Promise<void>;
}

/** A store and what the network does to it, each from the next bytes on. `dispose` of the subject closes both. */
export interface Breakable {
  readonly store: EventStore;
  /** Requests arrive, and the connection breaks in place of their answer. */
  loseAnswers(): void;
  /** Connections break, and none is taken. */
  cut(): void;
  heal(): void;
}

export type ContractFactory = () => Promise<ContractSubject>;

/** Where engines may differ: each declares what it does, and the suite holds it to that. */
export interface ContractTraits {
  /**
   * `everywhere`: an id that another stream holds is refused.
   * `in their stream`: ids are looked for in the stream alone, so the same id can come to lie in two of them.
   */
  readonly idsAreKnown: "everywhere" | "in their stream";
  /** Whether the subject offers connections to break: an engine inside the process has none. */
  readonly connections: "can break" | "none";
}

/** The subject of the running test. */
export type Subject = () => ContractSubject;

const connectionContract: Readonly<Record<ContractTraits["connections"], (subject: Subject) => void>> = {
  "can break": (subject) => describe("lost connections", () => outageContract(subject)),
  none: () => undefined,
};

/** Every promise of `EventStore`, against any engine: a new one adds a factory, and says what it can offer to tests. */
export function describeEventStoreContract(name: string, factory: ContractFactory, traits: ContractTraits): void {
  describe(`${name} keeps the event store contract`, () => {
    let current: ContractSubject | undefined;
    const subject: Subject = () => {
      if (!current) throw new Error("There is a subject only while a test runs.");
      return current;
    };
    beforeEach(async () => {
      current = await factory();
    });
    afterEach(async () => {
      await current?.dispose();
      current = undefined;
    });
    describe("appending", () => appendContract(subject, traits));
    describe("content", () => contentContract(subject));
    describe("bad input", () => badInputContract(subject));
    describe("reading", () => readContract(subject));
    describe("following", () => followContract(subject));
    describe("late commits", () => lateCommitContract(subject));
    describe("settled instants", () => settledContract(subject));
    connectionContract[traits.connections](subject);
    describe("random histories", () => modelContract(subject));
  });
}
