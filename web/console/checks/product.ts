import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const main = join(root, "services/standalone/src/main.ts");

/** The whole product with its simulated plan, as a process of its own: the console meets it by HTTP only. */
export interface Product {
  readonly url: string;
  readonly token: string;
  readonly stop: () => Promise<void>;
}

/** Builds the console where its sources changed, starts the demonstration, and waits until it is ready. */
export async function startDemo(): Promise<Product> {
  const builder = new URL("../../../infra/launch/console.mjs", import.meta.url).href;
  await ((await import(builder)) as { buildConsole(): Promise<void> }).buildConsole();
  const dataDir = await mkdtemp(join(tmpdir(), "mingzhang-console-"));
  // As root the database belongs to another user, who has to enter here.
  await chmod(dataDir, 0o755);
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", main, "demo"], {
    cwd: root,
    env: { PATH, HOME, TSX_TSCONFIG_PATH: join(root, "tsconfig.base.json"), PORT: "0", DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /(http:\S+)\/console\//.exec(said)?.[1];
      if (found && said.includes("Ctrl-C")) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void closed.then(() => reject(new Error(`the product ended instead of starting:\n${said}`)));
  });
  const token = (await readFile(join(dataDir, "write-token"), "utf8")).trim();
  const stop = async () => {
    child.kill("SIGTERM");
    await closed;
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { url, token, stop };
}
