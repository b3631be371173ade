import { setImmediate as turn } from "node:timers/promises";
import type { LogPlaces } from "../writer/open-log.ts";

/** The process has died at this point: nothing of it happens any more. */
export class Died extends Error {}

/** When a process dies, and how it takes turns with others. */
export interface Fate {
  /** Number of the step at which it dies, from 0. */
  readonly at: number;
  /** Whether that step has taken effect by then. */
  readonly after: boolean;
  /** Turns that others get before each step. */
  readonly yields: () => number;
}

/** Stores as a process sees them that dies at one of its steps. Each read and each write is a step. */
export function dying(places: LogPlaces, { at, after, yields }: Fate): LogPlaces {
  let steps = 0;
  let dead = false;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let left = yields(); left > 0; left -= 1) await turn();
    const mine = steps;
    steps += 1;
    if (dead || (mine === at && !after)) {
      dead = true;
      throw new Died();
    }
    const result = await work();
    if (mine === at) {
      dead = true;
      throw new Died();
    }
    return result;
  };
  const { storage, lock, keys } = places;
  return {
    storage: {
      read: (path, most) => step(() => storage.read(path, most)),
      head: (path) => step(() => storage.head(path)),
      create: (path, bytes) => step(() => storage.create(path, bytes)),
      replace: (path, bytes) => step(() => storage.replace(path, bytes)),
    },
    lock: {
      read: () => step(() => lock.read()),
      replace: (previous, checkpoint) => step(() => lock.replace(previous, checkpoint)),
    },
    keys: {
      terms: () => step(() => keys.terms()),
      begin: (origin, since) => step(() => keys.begin(origin, since)),
      prepared: () => step(() => keys.prepared()),
      prepare: (origin, wanted) => step(() => keys.prepare(origin, wanted)),
      activate: (number) => step(() => keys.activate(number)),
      discard: (number) => step(() => keys.discard(number)),
    },
  };
}
