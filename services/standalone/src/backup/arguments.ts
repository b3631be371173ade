import { parseArgs } from "node:util";
import { OperatorError } from "@mingzhang/runtime";

const backupUsage = "npm run backup [-- FILE.zip]";
const restoreUsage = "npm run restore -- FILE.zip [--override] [--published=URL]";

/** What stands after `npm run backup --`: the file, or null for one in the data folder. Throws an `OperatorError`. */
export function backupArguments(args: readonly string[]): { readonly file: string | null } {
  const { positionals } = read(args, {}, backupUsage);
  if (positionals.length > 1) throw wrong("最多给出一个文件", "name one file at most", backupUsage);
  const [file = null] = positionals;
  if (file === "") throw wrong("文件名为空", "the file's name is empty", backupUsage);
  return { file };
}

export interface RestoreArguments {
  readonly file: string;
  readonly override: boolean;
  /** Address of the published checkpoint; null where none is given. */
  readonly published: string | null;
}

/** What stands after `npm run restore --`. Throws an `OperatorError` with the usage. */
export function restoreArguments(args: readonly string[]): RestoreArguments {
  const options = { override: { type: "boolean" }, published: { type: "string" } } as const;
  const { positionals, values } = read(args, options, restoreUsage);
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw wrong("请给出一个备份文件", "name one backup", restoreUsage);
  const { published = null } = values;
  if (typeof published === "string" && !/^https?:\/\/[^\s/]+\/\S*$/.test(published)) {
    const given = `--published=${published}`;
    throw wrong(
      `${given} 应为检查点的网址，例如 https://例.cn/log/checkpoint`,
      `${given}: give the address of a checkpoint, for example https://example.org/log/checkpoint`,
      restoreUsage,
    );
  }
  return { file, override: values.override === true, published: published === null ? null : String(published) };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

function read(args: readonly string[], options: Options, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's first sentence names the option; the rest is advice for programmers.
    const [first = ""] = (error as Error).message.split(". ");
    throw wrong(`参数有误（${first}）`, first, usage);
  }
}

function wrong(zh: string, en: string, usage: string): OperatorError {
  return new OperatorError([`${zh}。用法：${usage}`, `${en}. Usage: ${usage}`]);
}
