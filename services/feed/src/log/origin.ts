import { randomBytes } from "node:crypto";

/**
 * The name by which everybody knows a log, for ever: `<host>/log`. Without a public address nobody else can read the
 * log, and its name only has to be another one than that of every other log; `.invalid` can never be a host (RFC 2606).
 */
export function chooseOrigin(publicUrl: string | undefined, known: string | null): string {
  if (publicUrl !== undefined) return `${new URL(publicUrl).host}/log`;
  return known ?? `local-${randomBytes(4).toString("hex")}.invalid/log`;
}
