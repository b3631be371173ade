import { amountOf, type Cell, cellOf, cellsOf, textOf } from "./leaf.ts";
import type { Fact } from "./public-record.ts";
import { type BreachCode, BrokenRule } from "./rule.ts";
import { yuan } from "./yuan.ts";

interface Project {
  readonly cells: Map<number, bigint>;
  released: bigint;
  paid: bigint;
}

interface Transfer {
  readonly kind: "appropriation" | "release" | "payment";
  readonly project: string | undefined;
  open: bigint;
}

/** What the books of a plan come to, in fen. */
export interface PlanTotals {
  readonly plan: string;
  readonly allocated: bigint;
  readonly appropriated: bigint;
  readonly released: bigint;
  readonly paid: bigint;
  /** In the earmarked account. */
  readonly account: bigint;
}

const treasury = "treasury";
const account = "account";

/**
 * The books of one plan, kept anew from its public facts: who may be given what, and where the money is. It knows the
 * rules by what they say (the plan, chapters 4 and 5.3), not by the code that the publisher runs.
 */
export class PlanBooks {
  readonly #plan: string;
  readonly #resolve: (id: string) => string;
  readonly #projects = new Map<string, Project>();
  readonly #transfers = new Map<string, Transfer>();
  readonly #balances = new Map<string, bigint>();
  #adopted = false;
  #appropriated = 0n;

  constructor(plan: string, resolve: (id: string) => string) {
    this.#plan = plan;
    this.#resolve = resolve;
  }

  totals(): PlanTotals {
    const projects = [...this.#projects.values()];
    return {
      plan: this.#plan,
      allocated: this.#allocated(),
      appropriated: this.#appropriated,
      released: sum(projects.map(({ released }) => released)),
      paid: sum(projects.map(({ paid }) => paid)),
      account: this.#balances.get(account) ?? 0n,
    };
  }

  /** Takes a fact in the order of the world. Throws `BrokenRule`. */
  take(fact: Fact): void {
    const { leaf } = fact;
    if (leaf.kind === "PlanAdopted") {
      if (this.#adopted) this.#broken(fact, "plan-twice", this.#plan);
      this.#adopted = true;
      return;
    }
    if (!this.#adopted) this.#broken(fact, "no-plan", this.#plan);
    switch (leaf.kind) {
      case "ProjectAdded":
        return this.#addProject(fact, textOf(leaf, "project"));
      case "AllocationSet":
        return this.#allocate(fact, cellOf(leaf, leaf.fact));
      case "ReallocationDecided":
        return this.#reallocate(fact);
      case "PlanAmended":
        return this.#change(fact, cellsOf(leaf, "changes", { signed: true }));
      case "FundsAppropriated":
      case "FundsReleased":
      case "PaymentMade":
      case "HouseholdPaid":
        return this.#pay(fact);
      case "RefundReceived":
        return this.#giveBack(fact, textOf(leaf, "payment"), amountOf(leaf, leaf.fact["amount"]));
      case "TransferReversed":
        return this.#giveBack(fact, textOf(leaf, "transfer"), undefined);
      default:
    }
  }

  /** What must hold once a day is over, in whatever order its entries came. Throws `BrokenRule`. */
  endDay(last: Fact): void {
    for (const [name, balance] of this.#balances) {
      if (name === treasury || name.startsWith("payee ") || balance >= 0n) continue;
      const isProject = name !== account;
      this.#broken(last, isProject ? "paid-above-release" : "overdrawn", `${name} ${yuan(balance)}`);
    }
    const total = sum([...this.#balances.values()]);
    if (total !== 0n) this.#broken(last, "books-differ", yuan(total));
    const year = Number(last.leaf.occurredOn.slice(0, 4));
    for (const [code, { cells, released, paid }] of this.#projects) {
      for (const [of, fen] of cells) {
        if (fen < 0n) this.#broken(last, "cell-below-zero", `${code} ${of} ${yuan(fen)}`);
      }
      const allowed = sum([...cells].filter(([of]) => of <= year).map(([, fen]) => fen));
      const detail = `${code} ${yuan(released)} > ${yuan(allowed)}`;
      if (released > allowed) this.#broken(last, "released-above-allocation", detail);
      const both = `${code} ${yuan(paid)} > ${yuan(released)}`;
      if (paid > released) this.#broken(last, "paid-above-release", both);
    }
  }

  #addProject(fact: Fact, code: string): void {
    if (this.#projects.has(code)) this.#broken(fact, "project-twice", code);
    this.#projects.set(code, { cells: new Map(), released: 0n, paid: 0n });
  }

  #allocate(fact: Fact, { project, year, fen }: Cell): void {
    const { cells } = this.#project(fact, project);
    if (cells.has(year)) this.#broken(fact, "cell-twice", `${project} ${year}`);
    cells.set(year, fen);
  }

  #reallocate(fact: Fact): void {
    const before = this.#allocated();
    const from = cellsOf(fact.leaf, "from").map((cell) => ({ ...cell, fen: -cell.fen }));
    this.#change(fact, [...from, ...cellsOf(fact.leaf, "to")]);
    const after = this.#allocated();
    if (after !== before) this.#broken(fact, "total-changed", `${yuan(before)} ≠ ${yuan(after)}`);
  }

  #change(fact: Fact, cells: readonly Cell[]): void {
    for (const { project, year, fen } of cells) {
      const known = this.#project(fact, project).cells;
      known.set(year, (known.get(year) ?? 0n) + fen);
    }
  }

  #pay(fact: Fact): void {
    const { leaf } = fact;
    const fen = amountOf(leaf, leaf.fact["amount"]);
    const kind =
      leaf.kind === "FundsAppropriated" ? "appropriation" : leaf.kind === "FundsReleased" ? "release" : "payment";
    const project = kind === "appropriation" ? undefined : textOf(leaf, "project");
    if (project !== undefined) this.#project(fact, project);
    this.#move(fact, { kind, project, open: fen }, fen);
    this.#transfers.set(fact.id, { kind, project, open: fen });
  }

  /** A refund gives back a part of a payment; a reversal, all that is left of any transfer. */
  #giveBack(fact: Fact, id: string, part: bigint | undefined): void {
    const transfer = this.#transfers.get(this.#resolve(id));
    if (transfer === undefined || (part !== undefined && transfer.kind !== "payment")) {
      return this.#broken(fact, "no-transfer", id);
    }
    const fen = part ?? transfer.open;
    if (fen > transfer.open || fen === 0n) {
      this.#broken(fact, "transfer-exceeded", `${yuan(fen)} > ${yuan(transfer.open)}`);
    }
    transfer.open -= fen;
    this.#move(fact, transfer, -fen);
  }

  #move(fact: Fact, { kind, project = "" }: Transfer, fen: bigint): void {
    const ways = {
      appropriation: [treasury, account],
      release: [account, `project ${project}`],
      payment: [`project ${project}`, `payee ${project}`],
    } as const;
    const [from, to] = ways[kind];
    this.#balances.set(from, (this.#balances.get(from) ?? 0n) - fen);
    this.#balances.set(to, (this.#balances.get(to) ?? 0n) + fen);
    if (kind === "appropriation") this.#appropriated += fen;
    if (kind === "release") this.#project(fact, project).released += fen;
    if (kind === "payment") this.#project(fact, project).paid += fen;
  }

  #allocated(): bigint {
    return sum([...this.#projects.values()].flatMap(({ cells }) => [...cells.values()]));
  }

  #project(fact: Fact, code: string): Project {
    return this.#projects.get(code) ?? this.#broken(fact, "no-project", code);
  }

  #broken({ leaf }: Fact, code: BreachCode, detail: string): never {
    throw new BrokenRule({ code, index: leaf.index, plan: this.#plan, day: leaf.occurredOn, detail });
  }
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
