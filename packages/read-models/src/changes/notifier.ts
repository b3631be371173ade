import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { closeClient, type Connection, openClient } from "../database/session.ts";
import { channelOf } from "./channel.ts";
import { hearHere, placeOf } from "./word-here.ts";

/** Word of the writer that the tables have moved. It may be missed: whoever waits looks for himself now and then. */
export interface Notifier {
  /** The furthest position that was heard of; -1 before the first word. */
  heard(): bigint;
  /** Resolves at the next word, after `waitMs`, or on abort, whichever is first. */
  next(waitMs: number, signal?: AbortSignal): Promise<void>;
  /** True as soon as the position was heard of; false after `waitMs`, or where the connection breaks. */
  until(position: bigint, waitMs: number): Promise<boolean>;
  /** The connection that listens, from when on it misses nothing; null where it cannot be had within `waitMs`. */
  listening(waitMs: number): Promise<object | null>;
  /** The same, of now. */
  session(): object | null;
  /** Takes note of what somebody saw for himself while a session listened, where it still does. */
  saw(position: bigint, session: object | null): void;
  close(): void;
}

/** Listens from the first wait on. A connection that breaks is opened again at a later wait. */
export function createNotifier(connection: Connection, schema: string): Notifier {
  const wakers = new Set<() => void>();
  const awaited = new Set<Waiter>();
  let listening: Promise<pg.Client | null> | null = null;
  let session: pg.Client | null = null;
  let heard = -1n;
  let closed = false;
  let deafen = (): void => undefined;

  function wakeAll(): void {
    for (const wake of wakers) wake();
  }

  /** A waiter whose position is not there yet is left alone: most of those who wait wait for another one. */
  function wakeReached(): void {
    for (const one of awaited) if (one.position <= heard) one.end(true);
  }

  function giveUp(): void {
    for (const one of awaited) one.end(false);
    wakeAll();
  }

  function hear(position: bigint): void {
    if (position > heard) heard = position;
    wakeReached();
    wakeAll();
  }

  async function listen(): Promise<pg.Client | null> {
    const lost = () => {
      listening = null;
      session = null;
      deafen();
      // A server that crashed may have taken back what it said.
      heard = -1n;
      giveUp();
    };
    try {
      const client = await openClient(connection, `mingzhang listen ${schema}`, lost);
      client.on("notification", ({ payload = "" }) => {
        if (/^\d+$/.test(payload)) hear(BigInt(payload));
        else wakeAll();
      });
      await client.query(`listen ${channelOf(schema)}`);
      if (closed) closeClient(client);
      else {
        session = client;
        deafen();
        deafen = hearHere(placeOf(connection, schema), hear);
      }
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
    async until(position, waitMs) {
      if (heard >= position) return true;
      if (closed) return false;
      const reached = new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => one.end(false), waitMs);
        const one: Waiter = {
          position,
          end(there) {
            awaited.delete(one);
            clearTimeout(timer);
            resolve(there);
          },
        };
        awaited.add(one);
      });
      listening ??= listen();
      return reached;
    },
    async listening(waitMs) {
      if (closed || session) return session;
      listening ??= listen();
      await Promise.race([listening, pause(waitMs, undefined, { ref: false })]);
      return session;
    },
    session: () => session,
    saw(position, seenIn) {
      if (seenIn === null || seenIn !== session || position <= heard) return;
      heard = position;
      wakeReached();
    },
    close() {
      closed = true;
      session = null;
      deafen();
      void listening?.then((client) => client && closeClient(client));
      giveUp();
    },
  };
}

interface Waiter {
  readonly position: bigint;
  end(there: boolean): void;
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
