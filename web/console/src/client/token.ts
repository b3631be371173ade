import { useSyncExternalStore } from "react";

const key = "mz-token";
const listeners = new Set<() => void>();

/** The bearer token of this tab. It never leaves the tab's session, and is sent to our own origin only. */
export function readToken(): string | null {
  return sessionStorage.getItem(key);
}

export function keepToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, token);
  for (const listener of listeners) listener();
}

export function useToken(): string | null {
  return useSyncExternalStore(subscribe, readToken);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
