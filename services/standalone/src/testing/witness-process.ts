import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../witness/src/main.ts", import.meta.url));
const tsconfig = fileURLToPath(new URL("../../../../tsconfig.base.json", import.meta.url));

/** What `npm run witness` runs, as a process of its own on this machine. */
export interface WitnessProcess {
  readonly url: string;
  /** Its public line for the log's policy. */
  readonly vkey: string;
  /** Everything that it has said. */
  readonly said: () => string;
  readonly end: () => Promise<void>;
}

/** Starts a witness and waits until it says that it runs. Throws with all that it said where it ends before. */
export async function startWitness(
  folder: string,
  { port = 0, options = [] }: { readonly port?: number; readonly options?: readonly string[] } = {},
): Promise<WitnessProcess> {
  const { PATH = "", HOME = "" } = process.env;
  const args = ["--import", "tsx", main, "--data", folder, "--port", String(port), ...options];
  const env = { PATH, HOME, TSX_TSCONFIG_PATH: tsconfig, NODE_ENV: "production" };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const closed = once(child, "close");
  let said = "";
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (/running: http:\S+[^]*\n\n$/.test(said)) resolve();
      });
    }
    void closed.then(() => reject(new Error(`the witness ended instead of starting:\n${said}`)));
  });
  await ready;
  return {
    url: /running: (http:\S+)/.exec(said)?.[1] ?? "",
    vkey: /^ {2}(\S+\+[0-9a-f]{8}\+\S+)$/m.exec(said)?.[1] ?? "",
    said: () => said,
    async end() {
      child.kill("SIGTERM");
      await closed;
    },
  };
}
