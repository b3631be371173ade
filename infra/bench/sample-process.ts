import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Place, Sample } from "./measures/measure.ts";

export interface Order extends Place {
  readonly measure: string;
  readonly subject: string;
  /** Whether its tables are still to be made. */
  readonly install: boolean;
}

export type Reply = { readonly sample: Sample } | { readonly failure: string };

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = fileURLToPath(new URL("take-sample.ts", import.meta.url));
const limitMs = 900_000;

/**
 * Takes one sample in a process of its own: no subject inherits another's memory, compiled code or open connections,
 * and one that crashes takes nothing with it.
 */
export async function sampleInProcess(order: Order): Promise<Reply> {
  const child = fork(program, { execArgv: ["--import", "tsx"], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  return new Promise((resolve) => {
    let reply: Reply | undefined;
    const timer = setTimeout(() => {
      reply = { failure: `no end within ${limitMs / 1000} s` };
      child.kill("SIGKILL");
    }, limitMs);
    child.on("message", (message) => {
      reply = message as Reply;
    });
    child.on("error", (error) => {
      reply ??= { failure: error.message };
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve(reply ?? { failure: `ended with ${code}: ${said.trim().replaceAll(root, "")}` });
    });
    child.send(order);
  });
}
