import type pg from "pg";
import { closeClient, type Connection, openClient } from "../database/session.ts";
import { channelOf } from "./channel.ts";

/** Word of the writer that the tables have moved. It may be missed: whoever waits looks for himself now and then. */
export interface Notifier {
  /** The furthest position that was heard of; -1 before the first word. */
  heard(): bigint;
  /** Resolves at the next word, after `waitMs`, or on abort, whichever is first. */
  next(waitMs: number, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Listens from the first wait on. A connection that breaks is opened again at a later wait. */
export function createNotifier(connection: Connection, schema: string): Notifier {
  const wakers = new Set<() => void>();
  let listening: Promise<pg.Client | null> | null = null;
  let heard = -1n;
  let closed = false;

  function wakeAll(): void {
    for (const wake of wakers) wake();
  }

  async function listen(): Promise<pg.Client | null> {
    const lost = () => {
      listening = null;
      // A server that crashed may have taken back what it said.
      heard = -1n;
      wakeAll();
    };
    try {
      const client = await openClient(connection, `mingzhang listen ${schema}`, lost);
      client.on("notification", ({ payload = "" }) => {
        if (/^\d+$/.test(payload) && BigInt(payload) > heard) heard = BigInt(payload);
        wakeAll();
      });
      await client.query(`listen ${channelOf(schema)}`);
      if (closed) closeClient(client);
      return client;
    } catch {
      lost();
      return null;
    }
  }

  return {
    heard: () => heard,
    async next(waitMs, signal) {
      if (closed || signal?.aborted) return;
      const waited = waitFor(wakers, waitMs, signal);
      listening ??= listen();
      await waited;
    },
    close() {
      closed = true;
      void listening?.then((client) => client && closeClient(client));
      wakeAll();
    },
  };
}

function waitFor(wakers: Set<() => void>, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      wakers.delete(wake);
      clearTimeout(timer);
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, waitMs);
    wakers.add(wake);
    signal?.addEventListener("abort", wake, { once: true });
  });
}
