import { between, type Random, seeded } from "../demo/random.ts";

/** `together`: one process for API and projector, as `npm start`. `apart`: two API processes and two projectors. */
export type Shape = "together" | "apart";

export const partsOf: Readonly<Record<Shape, readonly string[]>> = {
  together: ["both"],
  apart: ["api-1", "api-2", "projector-1", "projector-2"],
};

/** Whom a round kills: a part by its name, PostgreSQL's parent, or one of its sessions, by SIGKILL or politely. */
export type Victim = string;

const databaseVictims: readonly Victim[] = ["postmaster", "backend", "session"];

/** All that chance decides in a round, so that the same seed and number give the same round again. */
export interface RoundPlan {
  readonly round: number;
  readonly shape: Shape;
  readonly victim: Victim;
  /** Milliseconds of load before the kill. */
  readonly killAfterMs: number;
  /** Milliseconds from the kill to the restart of what was killed. */
  readonly restartAfterMs: number;
  /** Chooses the session, the plans and the servers. */
  readonly random: Random;
}

/** The shape changes every five rounds: starting four processes takes longer than a round. */
const roundsOfOneShape = 5;

export function roundPlan(seed: number, round: number): RoundPlan {
  const random = seeded(Math.imul(seed, 1_000_003) + round);
  const shape: Shape = Math.floor((round - 1) / roundsOfOneShape) % 2 === 0 ? "together" : "apart";
  const victims = [...partsOf[shape], ...databaseVictims];
  return {
    round,
    shape,
    victim: victims[between(random, 0, victims.length - 1)] ?? "postmaster",
    killAfterMs: between(random, 60, 900),
    restartAfterMs: between(random, 0, 300),
    random,
  };
}
