import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.env["OUTSIDE_VECTORS"] ?? "../shared/vectors", "tlog");

/** A JSON file of the test data that other projects publish. */
export function outsideJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as T;
}

/** A file of it as bytes; throws if there is none. */
export function outsideBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)));
}

export const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

/** The fault that a call throws, or undefined if it does not. */
export function faultOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.name === "LogFault") return String(error.code);
    throw error;
  }
}
