import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./part.ts", import.meta.url));
const tsconfig = fileURLToPath(new URL("../../../../tsconfig.base.json", import.meta.url));
const startLimitMs = 60_000;
const wordsKept = 4_000;

export interface PartNeeds {
  readonly databaseUrl: string;
  readonly writeToken: string;
}

/** A part of the product as a process, which can be killed and started again. */
export class PartProcess {
  readonly name: string;
  readonly #needs: PartNeeds;
  #child: ChildProcess | null = null;
  #words = "";
  #url: string | null = null;

  constructor(name: string, needs: PartNeeds) {
    this.name = name;
    this.#needs = needs;
  }

  /** Where it answers; null while it is down, and for a projector. */
  get url(): string | null {
    return this.#url;
  }

  /** Its last words, for whoever has to find out what went wrong. */
  get words(): string {
    return this.#words;
  }

  /** A process that ends without having been killed is a fault of its own. */
  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it, again where it ended before it was ready: the database may just be down. */
  async start(): Promise<void> {
    const end = performance.now() + startLimitMs;
    while (!(await this.#tryStart())) {
      if (performance.now() > end) throw new Error(`${this.name} does not start:\n${this.#words}`);
    }
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#url = null;
    if (!child || !this.isRunning) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async #tryStart(): Promise<boolean> {
    const { databaseUrl, writeToken } = this.#needs;
    const role = this.name.replace(/-\d+$/, "");
    const child = spawn(process.execPath, ["--import", "tsx", program, role], {
      env: {
        PATH: process.env.PATH ?? "",
        TSX_TSCONFIG_PATH: tsconfig,
        NODE_ENV: "production",
        PORT: "0",
        LOG_LEVEL: "error",
        DATABASE_URL: databaseUrl,
        WRITE_TOKEN: writeToken,
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child = child;
    this.#words = "";
    const hear = (chunk: Buffer) => (this.#words = (this.#words + chunk.toString()).slice(-wordsKept));
    child.stderr.on("data", hear);
    const ready = new Promise<string>((resolve) => {
      child.stdout.on("data", (chunk: Buffer) => {
        hear(chunk);
        const said = /^ready (\S+)$/m.exec(this.#words)?.[1];
        if (said) resolve(said);
      });
    });
    const url = await Promise.race([ready, once(child, "exit").then(() => null)]);
    this.#url = url === "-" ? null : url;
    return url !== null;
  }
}
