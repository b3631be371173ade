import { InvalidEvent, type Expectation, type NewEvent } from "./event-store.ts";
import { checkText, jsonText } from "./json-text.ts";

/** An event that every engine can store: checked, its JSON written once. */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly meta: string;
  /** Bytes of data and meta as UTF-8. */
  readonly bytes: number;
}

const maxNameLength = 250;
const maxEventBytes = 1024 * 1024;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Checks everything that does not depend on what is stored, and serializes. Throws `InvalidEvent`. */
export function prepareAppend(
  stream: string,
  expectation: Expectation,
  events: readonly NewEvent[],
): readonly PreparedEvent[] {
  checkName("stream", stream);
  checkExpectation(expectation);
  if (events.length === 0) {
    throw new InvalidEvent("events", "An append needs at least one event; leave the call out where there is none.");
  }
  const seen = new Set<string>();
  return events.map((event, index) => {
    const prepared = prepareEvent(event, `events[${index}]`);
    if (seen.has(prepared.id)) {
      throw new InvalidEvent(
        `events[${index}].id`,
        `The id ${prepared.id} occurs twice in one append; give every event an id of its own.`,
      );
    }
    seen.add(prepared.id);
    return prepared;
  });
}

function prepareEvent(event: NewEvent, path: string): PreparedEvent {
  if (typeof event.id !== "string" || !uuid.test(event.id)) {
    throw new InvalidEvent(
      `${path}.id`,
      `${JSON.stringify(event.id)} is not a UUID in lower case, such as crypto.randomUUID() makes.`,
    );
  }
  checkName(`${path}.type`, event.type);
  const data = jsonText(event.data, `${path}.data`);
  const meta = jsonText(event.meta, `${path}.meta`);
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(meta);
  if (bytes > maxEventBytes) {
    throw new InvalidEvent(
      path,
      `The event has ${bytes} bytes of JSON and may have ${maxEventBytes}; ` +
        "keep the large part elsewhere and name it here.",
    );
  }
  return { id: event.id, type: event.type, data, meta, bytes };
}

function checkName(field: string, name: string): void {
  if (typeof name !== "string" || name === "") {
    throw new InvalidEvent(field, `${field} is ${shown(name)}; give a text of 1 to ${maxNameLength} characters.`);
  }
  if (name.length > maxNameLength) {
    throw new InvalidEvent(
      field,
      `${field} has ${name.length} characters and may have ${maxNameLength}; ` +
        `take a shorter name in place of ${JSON.stringify(name.slice(0, 40))}….`,
    );
  }
  if (name.startsWith("$")) {
    throw new InvalidEvent(
      field,
      `${field} is ${JSON.stringify(name)}; begin it with another character, for a leading $ belongs to engines.`,
    );
  }
  checkText(name, field);
}

function checkExpectation(expectation: Expectation): void {
  if (expectation === "absent" || expectation === "exists" || expectation === "any") return;
  const revision: unknown = (expectation as { readonly revision?: unknown } | null)?.revision;
  if (!Number.isSafeInteger(revision) || (revision as number) < 0) {
    throw new InvalidEvent(
      "expectation",
      `The expectation is ${shown(expectation)}; ` +
        'give "absent", "exists", "any", or { revision } with the revision of the last event, a whole number from 0.',
    );
  }
}

/** As its writer would know it again; JSON would make null of NaN and infinity. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "number" ? String(part) : part)) ?? "undefined";
}

/** Where a name is none that `append` takes, no stream has it: whoever reads one finds nothing. */
export function canBeStream(name: string): boolean {
  try {
    checkName("stream", name);
    return true;
  } catch {
    return false;
  }
}

/** The ids are known, but not as this append: a retry that is none. `index` is the place of one such event. */
export function idAlreadyStored(index: number, id: string, stream: string): InvalidEvent {
  return new InvalidEvent(
    `events[${index}].id`,
    `The id ${id} is already stored in the stream ${stream}, and not as this append; ` +
      "repeat an append with all its ids in their order, or give new events new ids.",
  );
}
