import { type Day, isDay } from "@mingzhang/domain";
import { OperatorError } from "@mingzhang/runtime";

export interface ImportArguments {
  readonly file: string;
  readonly dryRun: boolean;
  /** Null: the first day of the plan's first year. */
  readonly adoptedOn: Day | null;
}

const usage = "npm run import -- FILE.xlsx [--dry-run] [--adopted-on=YYYY-MM-DD]";

/** Reads what stands after `npm run import --`. Throws an `OperatorError` with the usage. */
export function importArguments(args: readonly string[]): ImportArguments {
  const files = args.filter((arg) => !arg.startsWith("--"));
  const [file] = files;
  if (!file || files.length > 1) {
    throw wrong("请给出一个工作簿文件", "name one workbook file");
  }
  let dryRun = false;
  let adoptedOn: Day | null = null;
  for (const option of args.filter((arg) => arg.startsWith("--"))) {
    const [name, value] = option.split("=", 2);
    if (name === "--dry-run" && value === undefined) dryRun = true;
    else if (name === "--adopted-on" && value !== undefined && isDay(value)) adoptedOn = value;
    else throw wrong(`不认识的参数 ${option}`, `the option ${option} is not understood`);
  }
  return { file, dryRun, adoptedOn };
}

function wrong(zh: string, en: string): OperatorError {
  return new OperatorError([`${zh}。用法：${usage}`, `${en}. Usage: ${usage}`]);
}
