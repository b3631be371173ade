import { createLog, type Environment, type Log, OperatorError, readEnvironment } from "@mingzhang/runtime";

export interface Errand {
  readonly env: Environment;
  readonly log: Log;
  /** Hands over what has been started; it is stopped in reverse order when the errand is done, whatever its end. */
  readonly own: (stop: () => Promise<unknown>) => void;
}

/** Runs a command that ends by itself. Exits with the code that it gives; 2 on an `OperatorError`, else 1. */
export async function runOnce(errand: (given: Errand) => Promise<number>): Promise<never> {
  const owned: (() => Promise<unknown>)[] = [];
  const stopAll = async () => {
    for (let stop = owned.pop(); stop; stop = owned.pop()) await stop();
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.once(signal, () => void stopAll().finally(() => process.exit(130)));
  }
  let code = 1;
  try {
    const env = readEnvironment(process.env);
    // What the errand has to say goes to the terminal; of the parts below it only what is wrong does.
    const log = createLog(env.logLevel === "info" ? "warn" : env.logLevel);
    code = await errand({ env, log, own: (stop) => owned.push(stop) });
  } catch (error) {
    if (error instanceof OperatorError) code = 2;
    process.stderr.write(`${error instanceof OperatorError ? error.message : (error as Error).stack}\n`);
  } finally {
    await stopAll();
  }
  process.exit(code);
}
