import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface WriterOrder {
  readonly subject: string;
  readonly url: string;
  readonly writers: number;
  readonly seconds: number;
}

const program = fileURLToPath(new URL("run-writers.ts", import.meta.url));

/** Writes in a process of its own and answers how many events were acknowledged. */
export async function writeInProcess(order: WriterOrder): Promise<number> {
  const child = fork(program, { execArgv: ["--import", "tsx"], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  return new Promise((resolve, reject) => {
    child.on("message", (appended) => resolve(appended as number));
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`the writers of ${order.subject} ended with ${code}`)));
    child.send(order);
  });
}
