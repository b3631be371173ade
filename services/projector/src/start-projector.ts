import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "@mingzhang/runtime";
import type { RebuildProgress } from "@mingzhang/read-models";
import { projectStore, type Source } from "./project-store.ts";
import type { ProjectorState, ProjectorStatus } from "./projector-status.ts";
import { isPassing, pauseMs } from "./trouble.ts";

export interface ProjectorOptions extends Source {
  readonly log: Pick<Log, "info" | "warn" | "error">;
  /** Stops it, as `stop` does. */
  readonly signal?: AbortSignal;
}

export interface Projector {
  status(): Promise<ProjectorStatus>;
  /** What stopped it for good; null while it runs, and where it was asked to stop. */
  failure(): Error | null;
  /** Resolves when the tables hold what the store held at this call. Rejects where the projector ends first. */
  caughtUp(): Promise<void>;
  /** Settles when it has ended, for whatever reason; never rejects. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

type Standing = Omit<ProjectorStatus, "headPosition" | "lag" | "state"> & {
  readonly state: Exclude<ProjectorState, "live">;
};

/** Takes part in keeping the tables in step with the store from now on, alone or with others in the same database. */
export function startProjector(options: ProjectorOptions): Projector {
  const stopping = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stopping.signal]) : stopping.signal;
  const watchers = new Set<() => void>();
  let standing: Standing = { state: "waiting", position: 0n, error: null };
  const set = (change: Partial<Standing>): void => {
    standing = { ...standing, ...change };
    for (const watcher of watchers) watcher();
  };
  const ended = run(options, { signal, set, standing: () => standing });

  const headPosition = async (): Promise<bigint | null> => {
    const head = await options.store.head().catch(() => null);
    return head && head.position;
  };
  return {
    ended,
    failure: () => (standing.state === "failed" ? standing.error : null),
    async status() {
      const head = await headPosition();
      const lag = head === null ? null : head > standing.position ? head - standing.position : 0n;
      const live = standing.state === "catching-up" && lag === 0n;
      return { ...standing, state: live ? "live" : standing.state, headPosition: head, lag };
    },
    async caughtUp() {
      const { position } = await options.store.head();
      await new Promise<void>((resolve, reject) => {
        const watch = (): void => {
          const over = standing.state === "failed" || standing.state === "stopped";
          const there = standing.state === "catching-up" && standing.position >= position;
          if (!over && !there) return;
          watchers.delete(watch);
          if (over) reject(standing.error ?? new Error("the projector was stopped"));
          else resolve();
        };
        watchers.add(watch);
        watch();
      });
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

interface Run {
  readonly signal: AbortSignal;
  readonly set: (change: Partial<Standing>) => void;
  readonly standing: () => Standing;
}

async function run({ log, ...source }: ProjectorOptions, { signal, set, standing }: Run): Promise<void> {
  let attempt = 0;
  const telling = {
    waiting: () => set({ state: "waiting" }),
    rebuilding: ({ position, headPosition, stage }: RebuildProgress) => {
      const at = { position: position.toString(), headPosition: headPosition.toString(), stage };
      log.info(at, "rebuilding the read models");
      set({ state: "rebuilding", error: null });
    },
    working: (position: bigint) => {
      attempt = 0;
      if (standing().state === "catching-up" && standing().position === position) return;
      set({ state: "catching-up", position, error: null });
    },
  };
  while (!signal.aborted) {
    try {
      await projectStore(source, telling, signal);
      break;
    } catch (thrown) {
      if (signal.aborted) break;
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (!isPassing(error)) {
        log.error({ err: error }, "the projector stopped: nothing more reaches the read models");
        set({ state: "failed", error });
        return;
      }
      log.warn({ err: error, attempt }, "the projector tries again");
      set({ state: "retrying", error });
      await pause(pauseMs(attempt), undefined, { signal }).catch(() => undefined);
      attempt += 1;
    }
  }
  set({ state: "stopped" });
}
