import { readEnvironment, type Environment } from "./env.ts";
import { createLog, type Log } from "./log.ts";
import { OperatorError } from "./operator-error.ts";

const stopLimitMs = 9_000;
// npm passes on the Ctrl-C that the terminal has sent as well: two within a second are one.
const sameCtrlCMs = 1_000;

/** `own(name, stop)` hands over what has been started; what is owned is stopped in reverse order. */
export interface Running {
  readonly env: Environment;
  readonly log: Log;
  readonly own: (name: string, stop: () => Promise<unknown>) => void;
}

/**
 * Runs until SIGTERM, SIGINT or SIGHUP, stops what is owned and exits 0. Exits 1 when stopping fails or takes nine
 * seconds, and on an error that nobody caught; 2 on an `OperatorError`, of which only the lines are printed; 130 on a
 * second Ctrl-C.
 */
export async function runProcess(start: (running: Running) => Promise<void>): Promise<void> {
  let log = createLog("info");
  const owned: { name: string; stop: () => Promise<unknown> }[] = [];
  let stoppingSince: number | undefined;

  const begin = async () => {
    const env = readEnvironment(process.env);
    log = createLog(env.logLevel);
    await start({ env, log, own: (name, stop) => owned.push({ name, stop }) });
  };
  const crash = (err: unknown) => {
    log.fatal({ err }, "crashed");
    process.exit(1);
  };
  const stop = async (code: number, starting?: Promise<void>) => {
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    let [part, outcome] = ["start", code];
    setTimeout(() => crash(new Error(`${part} does not stop`)), stopLimitMs);
    await starting?.catch(() => undefined);
    for (let next = owned.pop(); next; next = owned.pop()) {
      part = next.name;
      await next.stop().catch((err: unknown) => {
        log.error({ err, part }, "did not stop cleanly");
        outcome = 1;
      });
    }
    process.exit(outcome);
  };

  process.on("uncaughtException", crash).on("unhandledRejection", crash);
  // Begins once the signals below are heard.
  const starting = Promise.resolve().then(begin);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stoppingSince !== undefined && performance.now() - stoppingSince > sameCtrlCMs) process.exit(130);
      if (stoppingSince === undefined) log.info({ signal }, "stopping");
      void stop(0, starting);
    });
  }
  await starting.catch((err: unknown) => {
    if (err instanceof OperatorError) process.stderr.write(`${err.message}\n`);
    else log.fatal({ err }, "could not start");
    return stop(err instanceof OperatorError ? 2 : 1);
  });
}
