import { OperatorError } from "@mingzhang/runtime";

type Verb = (args: readonly string[]) => Promise<void>;

/** Each verb loads what it needs and no more, so that a wrong call is answered at once. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  start: async () => (await import("./verbs/start.ts")).start,
  demo: async () => (await import("./verbs/start.ts")).demo,
  import: async () => (await import("./verbs/import.ts")).importWorkbook,
  log: async () => (await import("./verbs/log.ts")).log,
  rebuild: async () => (await import("./verbs/rebuild.ts")).rebuild,
  backup: async () => (await import("./verbs/backup.ts")).backup,
  restore: async () => (await import("./verbs/restore.ts")).restore,
};

const [, , verb = "start", ...args] = process.argv;
const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
if (load) {
  const run = await load();
  await run(args);
} else {
  const known = Object.keys(verbs).join(", ");
  process.stderr.write(`${new OperatorError([`没有命令 ${verb}`, `there is no command ${verb}: ${known}`]).message}\n`);
  process.exit(2);
}
