import { OperatorError } from "@mingzhang/runtime";
import { importWorkbook } from "./verbs/import.ts";
import { rebuild } from "./verbs/rebuild.ts";
import { start } from "./verbs/start.ts";

const verbs: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  start: (args) => start("start", args),
  demo: (args) => start("demo", args),
  import: importWorkbook,
  rebuild,
};

const [, , verb = "start", ...args] = process.argv;
const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
if (run) await run(args);
else {
  const known = Object.keys(verbs).join(", ");
  process.stderr.write(`${new OperatorError([`没有命令 ${verb}`, `there is no command ${verb}: ${known}`]).message}\n`);
  process.exit(2);
}
