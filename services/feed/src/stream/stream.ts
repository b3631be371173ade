import type { Context, Hono } from "hono";
import { PlanStandsStill, type ReadModels, type ResolvedMoment } from "@mingzhang/read-models";
import { type FeedFilter, feedFilterOf } from "../feeds/feed-filter.ts";
import { indexIn, single } from "../http/parameters.ts";
import { problem } from "../http/problem.ts";
import { publicHeaders } from "../http/public-headers.ts";
import type { Surroundings } from "../http/question.ts";
import { badParameter, planNotFound, reported, Trouble } from "../http/trouble.ts";
import { partOf } from "./part.ts";
import { type ReaderLimits, Readers } from "./readers.ts";
import { stepsOf } from "./steps.ts";

export interface StreamLimits extends ReaderLimits {
  readonly heartbeatMs: number;
}

interface StreamOptions extends StreamLimits {
  readonly stopping: AbortSignal | undefined;
}

export const usualLimits: StreamLimits = { most: 500, mostEach: 20, heartbeatMs: 15_000 };

const encoder = new TextEncoder();

/**
 * Adds `/stream`: each checkpoint as it is published, and behind it each public entry that it proves, as a Server-Sent
 * Event whose id is its index and whose data is its line. `Last-Event-ID` resumes behind that index without a gap;
 * without it the stream begins now. `clientAddress` in the bindings of the app says by whom streams are counted.
 */
export function streamRoute(app: Hono, surroundings: Surroundings, options: StreamOptions): void {
  const readers = new Readers(options);
  app.get("/stream", async (c) => {
    const entered = readers.enter(addressOf(c));
    if (entered === "too-many-of-one") return turnedAway();
    if (entered === "too-many") return problem(new Trouble(503, "unavailable"), { "Retry-After": "30" });
    try {
      const stop = new AbortController();
      const signal = options.stopping ? AbortSignal.any([stop.signal, options.stopping]) : stop.signal;
      const listener = { ...(await listenerOf(c, surroundings)), signal };
      const body = streamOf(events(surroundings, listener, options), stop, entered.leave);
      return new Response(body, { headers: streamHeaders });
    } catch (error) {
      entered.leave();
      return problem(reported(error, surroundings.log));
    }
  });
}

/** Of whom the request comes, as whoever serves this app has found out; null where nobody says so. */
function addressOf(c: Context): string | null {
  const { clientAddress } = (c.env ?? {}) as { readonly clientAddress?: string };
  return clientAddress ?? null;
}

/** HTML, "Server-sent events": a browser that is answered with 204 does not connect again. */
function turnedAway(): Response {
  return new Response(null, { status: 204, headers: { ...publicHeaders, "Cache-Control": "no-store" } });
}

const streamHeaders = {
  ...publicHeaders,
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Accel-Buffering": "no",
};

interface Listener {
  readonly filter: FeedFilter;
  /** Index of the first entry to send; null begins with what is recorded from now on. */
  readonly from: bigint | null;
  /** What was known when the reader came: what is recorded after it is sent as it comes. */
  readonly start: ResolvedMoment;
  readonly signal: AbortSignal;
}

async function listenerOf(c: Context, { readModels }: Surroundings): Promise<Omit<Listener, "signal">> {
  const { searchParams } = new URL(c.req.url);
  // A stream is of what comes: dates of the past have no meaning for it, and silence about them would mislead.
  for (const name of ["asOf", "knownAt"]) {
    const value = single(searchParams, name);
    if (value !== null) throw badParameter(name, value);
  }
  const plan = single(searchParams, "plan");
  const start = await startFor(readModels, plan);
  const replay = plan === null ? null : await readModels.plan(plan, start);
  if (plan !== null && !replay) throw planNotFound();
  const filter = feedFilterOf(searchParams, replay?.view ?? null);
  const last = c.req.header("Last-Event-ID") ?? null;
  const index = last === null ? null : indexIn(last);
  if (last !== null && index === null) throw badParameter("Last-Event-ID", last);
  return { filter, start, from: index === null ? null : index + 1n };
}

/** Now; of a plan that stands still the last exact moment, and what can be read of what came since is sent as news. */
async function startFor(readModels: ReadModels, plan: string | null): Promise<ResolvedMoment> {
  const now = await readModels.resolve({});
  if (plan === null) return now;
  try {
    await readModels.plan(plan, now);
    return now;
  } catch (error) {
    if (!(error instanceof PlanStandsStill)) throw error;
    return readModels.resolve({ asOf: now.asOf, knownAt: error.knownAt });
  }
}

async function* events(
  surroundings: Surroundings,
  { filter, from, start, signal }: Listener,
  { heartbeatMs }: StreamLimits,
): AsyncGenerator<string> {
  yield "retry: 5000\n\n";
  const steps = stepsOf(surroundings, { plan: filter.plan, start, signal });
  let step = steps.next();
  let next = from;
  while (!signal.aborted) {
    const heard = await withinHeartbeat(step, heartbeatMs);
    if (heard === null) {
      yield ": \n\n";
      continue;
    }
    if (heard.done) return;
    const { size, note } = heard.value;
    if (note) yield checkpointMessage(note);
    // Whoever does not resume hears of what is proved from now on, though it may be recorded already.
    next ??= size;
    for (let complete = false; !complete && !signal.aborted;) {
      const part = await partOf(surroundings, filter, { from: next, size });
      for (const entry of part.entries) yield message(entry);
      ({ next, complete } = part);
    }
    step = steps.next();
  }
}

/** The whole note: its lines, each as one of data, give it back byte for byte. */
function checkpointMessage(note: Uint8Array): string {
  const lines = new TextDecoder().decode(note).split("\n");
  return `event: checkpoint\n${lines.map((line) => `data: ${line}\n`).join("")}\n`;
}

function message({ publicIndex, line }: { publicIndex: bigint; line: string }): string {
  return `id: ${publicIndex}\nevent: entry\ndata: ${line}\n\n`;
}

async function withinHeartbeat<T>(next: Promise<T>, heartbeatMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), heartbeatMs);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** A body that asks for the next event only when the last one has been taken, and stops when the reader has gone. */
function streamOf(
  source: AsyncGenerator<string>,
  stop: AbortController,
  ended: () => void,
): ReadableStream<Uint8Array> {
  const end = () => {
    ended();
    stop.abort();
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await source.next();
        if (!done) controller.enqueue(encoder.encode(value));
        else {
          end();
          controller.close();
        }
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel: end,
  });
}
