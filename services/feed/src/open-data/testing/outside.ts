import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env["OUTSIDE_VECTORS"] ?? "../shared/vectors";

/** A file of the test data that other projects publish, as text. */
export function outsideText(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

export function outsideJson<T>(name: string): T {
  return JSON.parse(outsideText(name)) as T;
}
