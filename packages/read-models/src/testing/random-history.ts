import { addDays, type Command, decide, emptyHistory, extended, fromStored, type History } from "@mingzhang/domain";
import {
  installationStream,
  isPlanStream,
  type PlanEvent,
  type RecordedEvent,
  recordedFrom,
  streamOf,
  toStored,
} from "@mingzhang/domain";
import type { StoredEvent } from "@mingzhang/event-store";
import type { Proposal } from "./proposal.ts";
import { propose } from "./propose.ts";
import { projectCodes, testPlan } from "./test-plan.ts";

/** What a store would hold: whole appends in order, and the same events as the domain reads them. */
export interface RandomHistory {
  readonly appends: readonly (readonly StoredEvent[])[];
  readonly recorded: readonly RecordedEvent[];
  /** Those of plans. */
  readonly events: readonly PlanEvent[];
  readonly slugs: readonly string[];
  /** The last day on which anything was recorded. */
  readonly today: string;
}

const slugs = ["alpha", "beta"] as const;

/** Plays proposals out against the domain: what it refuses is not recorded, so every history is a valid one. */
export class HistoryMaker {
  readonly appends: (readonly StoredEvent[])[] = [];
  today = "2016-01-10";
  private readonly histories = new Map<string, History>();
  private position = 0n;
  private ids = 0;
  private keys = 1;
  private instant = "";

  play(proposal: Proposal): void {
    this.today = addDays(this.today, proposal.pause);
    if (this.appends.length % 8 === 7) this.rotateKey(proposal);
    const slug = slugs[proposal.plan === 0 ? 1 : 0];
    const early = addDays(this.today, -proposal.late);
    const day = early < "2016-01-01" ? "2016-01-01" : early;
    const command = propose(proposal, this.historyOf(slug), { slug, day });
    if (command) this.record(slug, command, proposal);
  }

  historyOf(slug: string): History {
    return this.histories.get(slug) ?? emptyHistory;
  }

  /** Records what the domain accepts; false where it refuses. */
  record(slug: string, command: Command, { gap, simulated }: { gap: number; simulated: boolean }): boolean {
    const history = this.historyOf(slug);
    const newId = (index: number) => `00000000-0000-4000-8000-${String(this.ids + index).padStart(12, "0")}`;
    const decision = decide(history, command, { plan: slug, today: this.today, simulated, newId });
    if (!decision.ok) return false;
    this.instant = later(this.instant, `${this.today}T02:00:00.000000Z`);
    this.position += BigInt(gap);
    const stored = decision.facts.map((fact, index): StoredEvent => ({
      ...toStored(fact, { actor: "clerk", command: "test", digest: "test" }),
      stream: streamOf(slug),
      revision: history.events.length + index,
      position: this.position + BigInt(index) + 1n,
      recordedAt: this.instant,
    }));
    this.ids += stored.length;
    this.position += BigInt(stored.length);
    this.appends.push(stored);
    this.histories.set(slug, extended(history, stored.map(fromStored)));
    return true;
  }

  /** An event of no plan: it has its place and index among the others, and is folded into none. */
  rotateKey({ gap }: { gap: number }): void {
    this.instant = later(this.instant, `${this.today}T02:00:00.000000Z`);
    this.position += BigInt(gap) + 1n;
    this.keys += 1;
    this.appends.push([rotated(this.keys, { today: this.today, position: this.position, recordedAt: this.instant })]);
  }

  made(): RandomHistory {
    const { appends, today } = this;
    const recorded = appends.flat().map(recordedFrom);
    const events = appends.flat().filter(({ stream }) => isPlanStream(stream));
    return { appends, today, slugs, recorded, events: events.map(fromStored) };
  }
}

function rotated(
  number: number,
  { today, position, recordedAt }: { today: string; position: bigint; recordedAt: string },
): StoredEvent {
  const id = `00000000-0000-4000-9000-${String(number).padStart(12, "0")}`;
  const vkey = (of: number) => `host.example/log+${String(of).padStart(8, "0")}+${"A".repeat(44)}`;
  const data = {
    number,
    vkey: vkey(number),
    startsAt: recordedAt,
    previousVkey: vkey(number - 1),
    previousEndsAt: "2030-01-01T00:00:00.000000Z",
  };
  const fact = { id, type: "LogKeyRotated", occurredOn: today, replaces: null, simulated: false, data } as const;
  const stored = toStored(fact, { actor: "operator", command: "test", digest: "test" });
  return { ...stored, stream: installationStream, revision: number - 2, position, recordedAt };
}

/** Instants rise by odd microseconds, so that one before and one after each can be asked for. */
function later(last: string, wanted: string): string {
  if (wanted > last) return wanted;
  const micros = Number(last.slice(20, 26)) + 7;
  return `${last.slice(0, 20)}${String(micros).padStart(6, "0")}Z`;
}

/** A history that begins with money in every project, so that few proposals come to nothing. */
export function randomHistory(proposals: readonly Proposal[]): RandomHistory {
  const maker = new HistoryMaker();
  const record = (command: Command) => maker.record("alpha", command, { gap: 0, simulated: false });
  record({ name: "AdoptPlan", occurredOn: "2016-01-01", plan: testPlan("alpha") });
  const note = { voucher: "A", note: null };
  record({
    name: "AppropriateFunds",
    occurredOn: "2016-01-02",
    data: { year: 2016, amountFen: 500_000_000n, ...note },
  });
  for (const project of projectCodes) {
    record({ name: "ReleaseFunds", occurredOn: "2016-01-03", data: { project, amountFen: 60_000_000n, ...note } });
    const payment = {
      project,
      amountFen: 9_000_000n,
      payeeKind: "supplier",
      payeeName: "供应商",
      purpose: "材料",
    } as const;
    record({ name: "MakePayment", occurredOn: "2016-01-04", data: { ...payment, ...note } });
  }
  for (const proposal of proposals) maker.play(proposal);
  return maker.made();
}
