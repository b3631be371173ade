import type { LocalText, Names, PlanEvent } from "@mingzhang/domain";

/** A name as one event gave it. */
interface Naming {
  readonly recordedAt: string;
  readonly text: LocalText;
}

interface QuantityNaming extends Naming {
  readonly unit: LocalText;
}

export interface NameBook {
  /** Names as they were known when an event was recorded: what is said of it then is said of it for ever. */
  at(recordedAt: string): Names;
  /** The plan's name as it was first recorded. */
  readonly planName: LocalText | null;
}

/** Events that give names to things. */
export const namingTypes = ["PlanAdopted", "SectorAdded", "ProjectAdded", "MilestonePlanned"] as const;

/** The names that a plan's events have given, each with its time; the replaced ones are among them. */
export function nameBook(events: readonly PlanEvent[]): NameBook {
  const names = new Map<string, Naming[]>();
  const quantities = new Map<string, QuantityNaming[]>();
  for (const event of events.toSorted((a, b) => (a.position < b.position ? -1 : 1))) {
    const { recordedAt } = event;
    for (const { key, text } of namesIn(event)) push(names, key, { recordedAt, text });
    if (event.type !== "ProjectAdded") continue;
    for (const { code, name: text, unit } of event.data.quantities) {
      push(quantities, `${event.data.project}/${code}`, { recordedAt, text, unit });
    }
  }
  const find = (key: string, code: string, at: string) => known(names.get(key), at)?.text ?? bare(code);
  return {
    planName: names.get("plan")?.[0]?.text ?? null,
    at: (recordedAt) => ({
      project: (code) => find(`project/${code}`, code, recordedAt),
      sector: (code) => find(`sector/${code}`, code, recordedAt),
      milestone: (project, code) => find(`milestone/${project}/${code}`, code, recordedAt),
      quantity: (project, code) => {
        const naming = known(quantities.get(`${project}/${code}`), recordedAt);
        return { name: naming?.text ?? bare(code), unit: naming?.unit ?? { zh: "", en: "" } };
      },
    }),
  };
}

function namesIn(event: PlanEvent): readonly { key: string; text: LocalText }[] {
  switch (event.type) {
    case "PlanAdopted":
      return [{ key: "plan", text: event.data.name }];
    case "SectorAdded":
      return [{ key: `sector/${event.data.sector}`, text: event.data.name }];
    case "ProjectAdded":
      return [{ key: `project/${event.data.project}`, text: event.data.name }];
    case "MilestonePlanned":
      return [{ key: `milestone/${event.data.project}/${event.data.milestone}`, text: event.data.name }];
    default:
      return [];
  }
}

/** The last naming that was recorded by then; an append is known as a whole. */
function known<T extends Naming>(namings: readonly T[] | undefined, recordedAt: string): T | undefined {
  return namings?.findLast((naming) => naming.recordedAt <= recordedAt);
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function bare(code: string): LocalText {
  return { zh: code, en: code };
}
