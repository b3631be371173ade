import type { Connection } from "../database/session.ts";

type Listener = (position: bigint) => void;

const listeners = new Map<string, Set<Listener>>();

/** The same text for tables that are surely the same ones. */
export function placeOf(connection: Connection, schema: string): string {
  if (typeof connection === "string") return `${schema} ${connection}`;
  const { connectionString, host, port, database, user } = connection;
  return `${schema} ${connectionString ?? JSON.stringify([host, port, database, user])}`;
}

/** Tells those in this very process how far the tables are, without the way through the server. */
export function sayHere(place: string, position: bigint): void {
  for (const listener of listeners.get(place) ?? []) listener(position);
}

/** Returns what ends it. */
export function hearHere(place: string, listener: Listener): () => void {
  const those = listeners.get(place) ?? new Set();
  listeners.set(place, those.add(listener));
  return () => {
    those.delete(listener);
    if (those.size === 0 && listeners.get(place) === those) listeners.delete(place);
  };
}
