import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { closeClient, type Connection, openClient } from "../database/session.ts";
import { channelOf } from "./channel.ts";
import { Crowd } from "./crowd.ts";
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
  const crowd = new Crowd();
  let listening: Promise<pg.Client | null> | null = null;
  let session: pg.Client | null = null;
  let closed = false;
  let deafen = (): void => undefined;
  const hear = (position: bigint): void => crowd.hear(position);

  async function listen(): Promise<pg.Client | null> {
    const lost = () => {
      listening = null;
      session = null;
      deafen();
      crowd.forget();
    };
    try {
      const client = await openClient(connection, `mingzhang listen ${schema}`, lost);
      client.on("notification", ({ payload = "" }) => {
        if (/^\d+$/.test(payload)) hear(BigInt(payload));
        else crowd.wakeAll();
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
    heard: () => crowd.heard,
    async next(waitMs, signal) {
      if (closed || signal?.aborted) return;
      const waited = crowd.next(waitMs, signal);
      listening ??= listen();
      await waited;
    },
    async until(position, waitMs) {
      if (crowd.heard >= position) return true;
      if (closed) return false;
      const reached = crowd.until(position, waitMs);
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
      if (seenIn !== null && seenIn === session) crowd.saw(position);
    },
    close() {
      closed = true;
      session = null;
      deafen();
      void listening?.then((client) => client && closeClient(client));
      crowd.giveUp();
    },
  };
}
