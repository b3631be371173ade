import type { MiddlewareHandler } from "hono";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { LogHealth } from "@mingzhang/feed";
import type { Readiness } from "./readiness.ts";

export interface Metrics {
  readonly middleware: MiddlewareHandler;
  readonly contentType: string;
  /** Everything in the text format of Prometheus. */
  readonly text: () => Promise<string>;
}

const sections = new Set([
  "api",
  "console",
  "data",
  "entries",
  "event",
  "evidence",
  "feed",
  "feed.atom",
  "feed.json",
  "feeds",
  "graphql",
  "healthz",
  "iati",
  "log",
  "metrics",
  "oc4ids",
  "plans",
  "readyz",
  "stream",
]);

export function createMetrics(readiness: () => Promise<Readiness>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from request to answer, by first part of the path",
    labelNames: ["method", "section", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const failures = new Counter({ name: "http_failures_total", help: "Answers with status 500 and above", registers });
  const lag = new Gauge({ name: "mingzhang_projection_lag_events", help: "Positions not yet projected", registers });
  const failed = new Gauge({
    name: "mingzhang_projection_shard_failed",
    help: "1 where a shard stands still at an event that cannot be projected",
    labelNames: ["shard"],
    registers,
  });
  const seconds = new Gauge({ name: "mingzhang_projection_lag_seconds", help: "Age of the lag", registers });
  const head = new Gauge({ name: "mingzhang_store_position", help: "Position of the last event", registers });
  const ready = new Gauge({ name: "mingzhang_ready", help: "1 where /readyz answers 200", registers });
  const logGauges = publicLogGauges(registers);
  return {
    contentType: registry.contentType,
    middleware: async (c, next) => {
      const end = duration.startTimer();
      await next();
      const { status } = c.res;
      if (status >= 500) failures.inc();
      end({ method: c.req.method, section: sectionOf(c.req.path), status: String(status) });
    },
    async text() {
      const now = await readiness();
      lag.set(Number(now.lagEvents));
      for (const { shard, failure } of now.shards) failed.set({ shard: String(shard) }, failure ? 1 : 0);
      seconds.set(now.lagSeconds);
      head.set(Number(now.head));
      ready.set(now.ready ? 1 : 0);
      logGauges(now.publicLog);
      return registry.metrics();
    },
  };
}

const alerts = ["held", "trouble", "refused"] as const;

/** Gauges of the public log; one for each state that somebody has to look at. */
function publicLogGauges(registers: Registry[]): (status: LogHealth) => void {
  const gauge = (name: string, help: string) => new Gauge({ name: `mingzhang_log_${name}`, help, registers });
  const size = gauge("entries", "Entries that the public log is bound to");
  const published = gauge("published_entries", "Entries under the published checkpoint");
  const waiting = gauge("waiting_seconds", "Age of the oldest entry without a published checkpoint");
  const broken = gauge("promise_broken", "1 where an entry has waited longer than was promised");
  const help = "1 where the log is: held by missing witnesses, without a store, refusing to grow";
  const alert = new Gauge({ name: "mingzhang_log_alert", help, labelNames: ["state"], registers });
  return (now) => {
    size.set(now.size);
    published.set(now.publishedSize);
    waiting.set(now.waitingSeconds);
    broken.set(now.promiseBroken ? 1 : 0);
    for (const state of alerts) alert.set({ state }, now.state === state ? 1 : 0);
  };
}

/** Addresses are without number; the first part of a known one is a label, or a stranger could fill our memory. */
function sectionOf(path: string): string {
  const first = path.split("/", 2)[1] ?? "";
  if (first === "") return "home";
  return sections.has(first) ? first : "other";
}
