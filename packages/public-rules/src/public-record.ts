import { AnnouncedKeys } from "./announced-keys.ts";
import { knownKinds } from "./known-kinds.ts";
import { type Leaf, readLeaf, textOf, wrong } from "./leaf.ts";
import { type BreachCode, BrokenRule } from "./rule.ts";

/** A fact as it is known at the end: of a chain of corrections the last, in the place of the first. */
export interface Fact {
  readonly leaf: Leaf;
  /** Id and index of the first entry of the chain. */
  readonly id: string;
  readonly place: number;
}

/** The facts of one plan in the order of the world: by day, then by place (decision 0002). */
export interface PlanRecord {
  readonly plan: string;
  readonly facts: readonly Fact[];
  /** The fact that an id stands for, whichever entry of its chain it names. */
  readonly resolve: (id: string) => string;
}

/** Takes the entries of a log in their order, and gives what they say once all corrections are known. */
export class PublicRecord {
  readonly #chains = new Map<string, Chain>();
  readonly #byIndex: string[] = [];
  /** Signing keys of the log, as far as entries speak of them. */
  readonly keys = new AnnouncedKeys();
  readonly #unjudged = new Map<string, number>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Entries of kinds that are not known here, by kind: no rule speaks of them. */
  get unjudged(): ReadonlyMap<string, number> {
    return this.#unjudged;
  }

  /** Takes the next entry. Throws `BrokenRule`. */
  add(entry: Uint8Array): void {
    const leaf = readLeaf(entry, this.#size);
    this.#size += 1;
    this.#byIndex.push(leaf.id);
    if (!knownKinds.has(leaf.kind)) this.#unjudged.set(leaf.kind, (this.#unjudged.get(leaf.kind) ?? 0) + 1);
    if (leaf.kind === "LogKeyRotated") return this.#addKey(leaf);
    if (isOfEvidence(leaf) && !/^[0-9a-f]{64}$/.test(textOf(leaf, "sha256"))) wrong(leaf, "wrong-fact", "sha256");
    if (leaf.plan === undefined || leaf.occurredOn === "") return;
    const chain = leaf.corrects === undefined ? newChain(leaf) : this.#corrected(leaf, leaf.corrects);
    chain.last = leaf;
    this.#chains.set(leaf.id, chain);
  }

  #addKey(leaf: Leaf): void {
    if (leaf.plan !== undefined || leaf.corrects !== undefined) wrong(leaf, "wrong-fact", "subject");
    this.keys.add(leaf);
  }

  plans(): readonly PlanRecord[] {
    const byPlan = new Map<string, Fact[]>();
    for (const chain of new Set(this.#chains.values())) {
      const { id, place, last } = chain;
      const plan = last.plan ?? "";
      const facts = byPlan.get(plan) ?? [];
      byPlan.set(plan, facts);
      if (last.kind !== "RecordVoided") facts.push({ leaf: last, id, place });
    }
    const resolve = (id: string): string => this.#chains.get(id)?.id ?? id;
    return [...byPlan].map(([plan, facts]) => ({ plan, facts: facts.toSorted(inWorldOrder), resolve }));
  }

  #corrected(leaf: Leaf, { id, index }: { readonly id: string; readonly index: number }): Chain {
    const chain = this.#chains.get(id);
    const refuse = (code: BreachCode): never => {
      const { index: at, plan, occurredOn: day } = leaf;
      throw new BrokenRule({ code, index: at, plan, day, detail: `${index} ${id}` });
    };
    if (chain === undefined || this.#byIndex[index] !== id || index >= leaf.index) {
      return refuse("corrects-later-or-unknown");
    }
    if (chain.last.id !== id) refuse("corrects-twice");
    if (chain.last.plan !== leaf.plan) refuse("corrects-other-plan");
    if (leaf.kind !== chain.kind && leaf.kind !== "RecordVoided") refuse("corrects-other-kind");
    return chain;
  }
}

interface Chain {
  readonly id: string;
  readonly place: number;
  readonly kind: string;
  last: Leaf;
}

function isOfEvidence({ kind }: Leaf): boolean {
  return kind === "EvidenceAttached" || kind === "EvidenceWithdrawn";
}

function newChain(leaf: Leaf): Chain {
  return { id: leaf.id, place: leaf.index, kind: leaf.kind, last: leaf };
}

function inWorldOrder(one: Fact, other: Fact): number {
  if (one.leaf.occurredOn !== other.leaf.occurredOn) return one.leaf.occurredOn < other.leaf.occurredOn ? -1 : 1;
  return one.place - other.place;
}
