import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { createRecorder } from "@mingzhang/api";
import { createLog } from "@mingzhang/runtime";
import { baiyuPlan } from "../baiyu-plan.ts";
import { startLoad } from "./clients.ts";
import { everything, type Opened, tableFaults, withStore } from "./inspect.ts";
import { type Acknowledged, judge, type Sent } from "./judge.ts";
import { type LabDatabase, labDatabase } from "./lab-database.ts";
import { PartProcess } from "./part-process.ts";
import { partsOf, type RoundPlan, roundPlan, type Shape } from "./round-plan.ts";

export interface CrashLabOptions {
  readonly seed: number;
  /** Numbers of the rounds to run, in order. */
  readonly rounds: readonly number[];
  /** Hears of every kill before it happens, and of how each round ended. */
  readonly say: (line: string) => void;
}

export interface RoundResult {
  readonly plan: RoundPlan;
  readonly sent: number;
  readonly acknowledged: number;
  readonly retries: number;
  /** Events in the store at the end of the round. */
  readonly stored: number;
  /** From the kill until every process stood again and recordings were acknowledged. */
  readonly recoveredMs: number;
  readonly faults: readonly string[];
}

const plansPerRound = 3;
const writers = 12;
const loadAfterRestartMs = 150;

/**
 * Kills processes of the product, or its database, under load, starts them again, and compares what clients were told
 * with what is stored and shown. Goes on after a round with faults.
 */
export async function runCrashLab({ seed, rounds, say }: CrashLabOptions): Promise<readonly RoundResult[]> {
  const database = await labDatabase();
  const lab = new CrashLab(database, say);
  try {
    const results: RoundResult[] = [];
    for (const round of rounds) {
      const plan = roundPlan(seed, round);
      say(inWords(seed, plan));
      const result = await lab.run(plan);
      results.push(result);
      say(outcomeOf(result));
    }
    return results;
  } finally {
    await lab.close();
    await database.dispose();
  }
}

function inWords(seed: number, { round, shape, victim, killAfterMs, restartAfterMs }: RoundPlan): string {
  const kill = `kill ${victim} at ${killAfterMs} ms, restart after ${restartAfterMs} ms`;
  return `seed ${seed} round ${round} ${shape}: ${kill}`;
}

function outcomeOf({ sent, acknowledged, retries, recoveredMs, faults }: RoundResult): string {
  const counts = `${sent} sent, ${acknowledged} acknowledged, ${retries} retried, whole again in ${recoveredMs} ms`;
  return [
    `  ${counts}: ${faults.length === 0 ? "nothing lost" : `${faults.length} FAULTS`}`,
    ...faults.slice(0, 10),
  ].join("\n    ");
}

class CrashLab {
  readonly #database: LabDatabase;
  readonly #say: (line: string) => void;
  readonly #token = randomBytes(18).toString("base64url");
  readonly #sent: Sent[] = [];
  readonly #acknowledged: Acknowledged[] = [];
  readonly #own = new Set<string>();
  #shape: Shape | null = null;
  #parts: readonly PartProcess[] = [];

  constructor(database: LabDatabase, say: (line: string) => void) {
    this.#database = database;
    this.#say = say;
  }

  async run(plan: RoundPlan): Promise<RoundResult> {
    await this.#takeShape(plan.shape);
    const name = `r${plan.round}`;
    const slugs = await this.#adopt(name);
    const load = startLoad({
      name,
      slugs,
      token: this.#token,
      servers: () => this.#parts.flatMap(({ url }) => (url === null ? [] : [url])),
      random: plan.random,
      writers,
    });
    await load.warm();
    await pause(plan.killAfterMs);
    const killed = performance.now();
    await this.#kill(plan);
    await pause(plan.restartAfterMs);
    await this.#restart(plan);
    await load.warm();
    const recoveredMs = Math.round(performance.now() - killed);
    await pause(loadAfterRestartMs);
    await load.finish();
    this.#sent.push(...load.sent);
    this.#acknowledged.push(...load.acknowledged);
    const found = await withStore(this.#database.url, (opened) => this.#compare(opened, slugs));
    const faults = [...this.#deaths(), ...found.faults, ...load.faults];
    const { length: sent } = load.sent;
    const acknowledged = new Set(load.acknowledged.map(({ key }) => key)).size;
    return { plan, sent, acknowledged, retries: load.retries(), stored: found.stored, recoveredMs, faults };
  }

  async close(): Promise<void> {
    await Promise.all(this.#parts.map((part) => part.kill()));
    this.#parts = [];
  }

  async #takeShape(shape: Shape): Promise<void> {
    if (this.#shape === shape) return;
    await this.close();
    const needs = { databaseUrl: this.#database.url, writeToken: this.#token };
    this.#parts = partsOf[shape].map((name) => new PartProcess(name, needs));
    await Promise.all(this.#parts.map((part) => part.start()));
    this.#shape = shape;
    this.#say(`${shape}: ${partsOf[shape].join(", ")}`);
  }

  /** New plans in every round: what earlier rounds have left is not touched, and is looked at again each time. */
  async #adopt(name: string): Promise<readonly string[]> {
    const { occurredOn, plan } = await baiyuPlan();
    const slugs = Array.from({ length: plansPerRound }, (_, index) => `${name}-${index + 1}`);
    await withStore(this.#database.url, async ({ store, readModels }) => {
      const recorder = createRecorder({ store, readModels, log: createLog("error"), simulated: false });
      for (const slug of slugs) {
        const adopted = { ...plan.adopted, slug, name: { zh: `崩溃试验 ${slug}`, en: `Crash test ${slug}` } };
        const command = { name: "AdoptPlan", occurredOn, plan: { ...plan, adopted } } as const;
        const idempotencyKey = `adopt-${slug}`;
        this.#own.add(idempotencyKey);
        const outcome = await recorder.record({ slug, command, idempotencyKey, expectedPosition: null, actor: "lab" });
        if (outcome.kind === "refused") throw new Error(`${slug}: ${outcome.refusals.map(({ code }) => code).join()}`);
      }
    });
    return slugs;
  }

  async #kill({ victim, random }: RoundPlan): Promise<void> {
    if (victim === "postmaster") return this.#database.killPostmaster();
    if (victim === "backend") return this.#database.killSession(random, "SIGKILL");
    if (victim === "session") return this.#database.killSession(random, "SIGTERM");
    return this.#parts.find(({ name }) => name === victim)?.kill();
  }

  /** Only what was killed: everything else has to find back by itself. */
  async #restart({ victim }: RoundPlan): Promise<void> {
    if (victim === "postmaster") await this.#database.start();
    await this.#parts.find(({ name }) => name === victim)?.start();
  }

  async #compare(opened: Opened, slugs: readonly string[]): Promise<{ stored: number; faults: readonly string[] }> {
    const stored = await everything(opened.store);
    const account = { sent: this.#sent, acknowledged: this.#acknowledged, own: this.#own };
    const faults = [...judge(account, stored), ...(await tableFaults(opened, stored, slugs))];
    return { stored: stored.length, faults };
  }

  #deaths(): readonly string[] {
    return this.#parts
      .filter((part) => !part.isRunning)
      .map((part) => `${part.name} has ended, and nobody killed it: ${part.words.trim()}`);
  }
}
