import { eventId } from "@mingzhang/api";
import {
  addDays,
  type Command,
  type CommandName,
  type commandEvents,
  type Day,
  type EventData,
  type FactCommand,
  type Replaces,
  type VoidCommand,
} from "@mingzhang/domain";
import { laterInTheOffice, officeTime, workingDay } from "./calendar.ts";
import { between, type Random } from "./random.ts";

/** One entry that a clerk of the simulation makes: what happened, and when it is keyed in. */
export interface Step {
  readonly key: string;
  readonly keyedInAt: Date;
  readonly command: Command;
}

export interface EntryOptions {
  /** Days between the event and its entry, for an entry that is late; others are made within three days. */
  readonly late?: number;
  readonly corrects?: Replaces;
}

/** What is to be recorded, in any order; `steps` puts the entries in the order in which they are keyed in. */
export interface Book {
  readonly random: Random;
  /** Gives the key of the entry, by which later entries name its fact. */
  record<N extends CommandName>(name: N, occurredOn: Day, data: EventData<(typeof commandEvents)[N]>): string;
  /** The same book for an entry that is late or a correction. */
  entering(options: EntryOptions): Pick<Book, "record">;
  voidEntry(on: Day, corrects: Replaces): string;
  /** Id of the fact that the entry with this key records. */
  factOf(key: string): string;
  /** Voucher number that nobody can take for a real one. */
  voucher(year: number, series: number): string;
  steps(): readonly Step[];
}

interface Entry {
  readonly key: string;
  readonly command: FactCommand | VoidCommand;
  readonly on: Day;
  readonly late: number | null;
}

export function openBook(slug: string, random: Random): Book {
  const entries: Entry[] = [];
  const vouchers = new Map<string, number>();
  const nextKey = (): string => `demo-${String(entries.length + 1).padStart(4, "0")}`;
  const entering = ({ late, corrects }: EntryOptions): Pick<Book, "record"> => ({
    record(name, occurredOn, data) {
      const key = nextKey();
      const command = { name, occurredOn, data, ...(corrects ? { corrects } : {}) } as FactCommand;
      entries.push({ key, command, on: occurredOn, late: late ?? null });
      return key;
    },
  });
  return {
    random,
    ...entering({}),
    entering,
    voidEntry(on, corrects) {
      const key = nextKey();
      entries.push({ key, command: { name: "VoidRecord", corrects }, on, late: null });
      return key;
    },
    factOf: (key) => eventId(slug, key, 0),
    voucher(year, series) {
      const place = `${year}-${series}`;
      const number = (vouchers.get(place) ?? 0) + 1;
      vouchers.set(place, number);
      return `模拟-${place}-${String(number).padStart(3, "0")}`;
    },
    steps: () => keyedIn(entries, random),
  };
}

/** Punctual entries follow each other in the order of their days; late ones come whenever they come. */
function keyedIn(entries: readonly Entry[], random: Random): readonly Step[] {
  const steps: Step[] = [];
  let clerk = new Date(0);
  for (const { key, command, on, late } of entries.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    if (late !== null) {
      steps.push({ key, command, keyedInAt: officeTime(workingDay(addDays(on, late)), random()) });
      continue;
    }
    const wanted = officeTime(workingDay(addDays(on, between(random, 0, 2))), random());
    const next = laterInTheOffice(clerk, between(random, 2, 12));
    clerk = wanted > next ? wanted : next;
    steps.push({ key, command, keyedInAt: clerk });
  }
  return steps.toSorted((a, b) => a.keyedInAt.getTime() - b.keyedInAt.getTime());
}
