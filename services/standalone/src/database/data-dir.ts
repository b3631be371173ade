import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../../", import.meta.url));

/**
 * The folder of one installation: `DATA_DIR` when it is given, else `.data/<name>` in the checkout. Always absolute.
 */
export function resolveDataDir(name: "main" | "demo", given: string | undefined): string {
  return given ? resolve(given) : resolve(repository, ".data", name);
}
