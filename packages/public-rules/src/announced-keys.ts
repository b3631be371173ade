import {
  isKeyOf,
  LogFault,
  type NoteKey,
  openCheckpoint,
  parseVkey,
  verifyNoteSignature,
} from "@mingzhang/transparency-log";
import { type Leaf, textOf, wholeOf, wrong } from "./leaf.ts";
import { type Breach, BrokenRule } from "./rule.ts";

interface Announced {
  readonly index: number;
  readonly key: NoteKey;
}

/** The further signing keys of a log, as its own entries announce them: each names the one that signed before it. */
export class AnnouncedKeys {
  readonly #announced: Announced[] = [];
  /** The key that the log began with, once an entry names it. */
  #first: NoteKey | undefined;
  #number = 1;

  /** Takes the next announcement. Throws `BrokenRule` where it does not follow from those before it. */
  add(leaf: Leaf): void {
    const number = wholeOf(leaf, leaf.fact["number"], "number");
    const [key, previous] = [keyOf(leaf, "vkey"), keyOf(leaf, "previousVkey")];
    this.#first ??= previous;
    const known = [this.#first, ...this.#announced.map((one) => one.key)];
    const follows = number > this.#number && key.name === previous.name;
    if (!follows || !known.some((one) => same(one, previous)) || known.some((one) => same(one, key))) {
      throw brokenBy(leaf, `${number} ${textOf(leaf, "vkey")}`);
    }
    this.#number = number;
    this.#announced.push({ index: leaf.index, key });
  }

  /**
   * What is wrong with the log's own signatures under checkpoints: keys but the first one may sign a tree that has the
   * entry which announces them, and no other. `trusted` are keys that a reader takes for the log's, announced or not.
   */
  async breaches(notes: readonly Uint8Array[], trusted: readonly NoteKey[]): Promise<readonly Breach[]> {
    const found: Breach[] = [];
    for (const bytes of notes) {
      const { note, checkpoint } = openCheckpoint(bytes);
      const candidates = [...trusted, ...this.#announced.map(({ key }) => key)];
      // The newest key signs first, and the one that the log began with last.
      for (const line of note.signatures.toReversed()) {
        const key = candidates.find((one) => isKeyOf(one, line));
        // What is in nobody's name that is known here, or false, was judged with the checkpoint, and says nothing.
        if (!key || key.name !== checkpoint.origin || !(await verifyNoteSignature(note.text, line, key))) continue;
        const breach = this.#breachOf(key, checkpoint.size);
        if (breach) found.push(breach);
      }
    }
    return found;
  }

  #breachOf(key: NoteKey, size: number): Breach | undefined {
    // Where no entry names a first key, the one that signs is it: a second one beside it needs an entry.
    this.#first ??= key;
    if (same(key, this.#first)) return undefined;
    const announced = this.#announced.find((one) => same(one.key, key));
    if (announced && announced.index < size) return undefined;
    const code = announced ? "key-before-its-entry" : "key-not-announced";
    const index = announced?.index ?? size - 1;
    return new BrokenRule({ code, index, plan: undefined, day: undefined, detail: `${hexOf(key)} / ${size}` }).breach;
  }
}

function keyOf(leaf: Leaf, name: string): NoteKey {
  try {
    return parseVkey(textOf(leaf, name));
  } catch (error) {
    if (error instanceof LogFault) return wrong(leaf, "wrong-fact", name);
    throw error;
  }
}

function same(one: NoteKey, other: NoteKey): boolean {
  return one.name === other.name && hexOf(one) === hexOf(other) && `${one.publicKey}` === `${other.publicKey}`;
}

function hexOf({ id }: NoteKey): string {
  return [...id].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function brokenBy({ index, plan, occurredOn: day }: Leaf, detail: string): BrokenRule {
  return new BrokenRule({ code: "key-out-of-order", index, plan, day, detail });
}
