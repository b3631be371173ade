import { readFile } from "node:fs/promises";

const file = new URL("../../../../infra/postgres/postgresql.conf", import.meta.url);

/**
 * The settings shared with the compose file, as `name` → `value`; only `name = value` lines and comments occur in it.
 */
export async function sharedSettings(): Promise<Record<string, string>> {
  const lines = (await readFile(file, "utf8"))
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => {
      const [name, value] = line.split("=").map((part) => part.trim());
      if (!name || !value) throw new Error(`not a setting: ${line}`);
      return [name, value] as const;
    }),
  );
}
