import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { OperatorError, type Log } from "@mingzhang/runtime";
import { childEnvironment, clusterOf } from "./cluster.ts";
import { endPostmaster, readPostmasterFile } from "./leftover.ts";
import type { Placement } from "./placement.ts";

// Recovery after a power cut reads at most the write-ahead log since the last checkpoint; this is far more than it
// takes.
const readyLimitMs = 120_000;
const stopLimitMs = 6_000;
const attempts = 3;

type Settings = Readonly<Record<string, string>>;

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Stops it gracefully. */
  readonly stop: () => Promise<void>;
  /** Settles when it ends, with its last words; never rejects. */
  readonly ended: Promise<string>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/**
 * Ends PostgreSQL when this process ends without having done so, even by `kill -9`: then the pipe to the watcher
 * closes.
 */
function watch(pid: number, place: Placement): ChildProcess {
  const watcher = spawn("/bin/sh", ["-c", 'read -r line; kill -INT "$1"', "sh", String(pid)], {
    ...place.user,
    cwd: "/",
    env: childEnvironment,
    // Both are leaders of their own group: the Ctrl-C of a terminal is for this process, which stops its parts in
    // order.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.stdin?.on("error", () => undefined);
  return watcher;
}

function launch(place: Placement, port: number, settings: Settings): ChildProcess {
  const all = { ...settings, port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: "" };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return spawn(join(place.binaries, "bin", "postgres"), ["-D", clusterOf(place), ...options], {
    ...place.user,
    cwd: "/",
    env: childEnvironment,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
}

function listen(child: ChildProcess, log: Log): () => string {
  const words: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on("line", (line) => {
      words.push(line);
      if (words.length > 20) words.shift();
      log.debug({ postgres: line });
    });
  }
  return () => words.join("\n");
}

async function tryStart(place: Placement, settings: Settings, log: Log): Promise<Postmaster | { failed: string }> {
  const port = settings.port === undefined ? await freePort() : Number(settings.port);
  const child = launch(place, port, settings);
  const lastWords = listen(child, log);
  let running = true;
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message)).on("close", () => resolve(lastWords()));
  }).finally(() => (running = false));
  const { pid } = child;
  if (pid === undefined) return { failed: await ended };
  const watcher = watch(pid, place);
  void ended.then(() => watcher.kill("SIGKILL"));
  const stop = async () => {
    if (running && !(await endPostmaster(pid, stopLimitMs)))
      throw new Error(`PostgreSQL (process ${pid}) does not stop`);
    await ended;
  };
  const end = performance.now() + readyLimitMs;
  while (running && performance.now() < end) {
    const said = await readPostmasterFile(clusterOf(place));
    if (said?.pid === pid && said.ready) return { pid, port, stop, ended };
    await pause(15);
  }
  await stop();
  return { failed: await ended };
}

/** Starts PostgreSQL on the loopback address, on a free port where none is set; resolves when it takes connections. */
export async function startPostmaster(place: Placement, settings: Settings, log: Log): Promise<Postmaster> {
  let failure = "";
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const result = await tryStart(place, settings, log);
    if (!("failed" in result)) return result;
    // The port may have been taken meanwhile, or the last processes of a killed server may just be leaving.
    failure = result.failed;
    await pause(500);
  }
  throw new OperatorError([
    `自带的 PostgreSQL 无法启动：${failure}`,
    `the embedded PostgreSQL does not start: ${failure}`,
  ]);
}
