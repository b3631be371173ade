import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { OperatorError } from "@mingzhang/runtime";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

export interface WitnessArguments {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly data: string;
  readonly name: string | undefined;
  readonly logs: readonly string[];
  readonly help: boolean;
}

export const usage = [
  "npm run witness -- --log VKEY|URL [--log …] [--data FOLDER] [--port 8091] [--host 127.0.0.1] [--name NAME]",
  "",
  "  --log    要见证的日志：公钥（name+id+key），或网址（首次从 /log/keys 取公钥并显示指纹，请另行核对）",
  "           the log to witness: its key, or an address whose /log/keys is believed once; compare the fingerprint",
  "  --data   保存密钥与签署记录的文件夹，默认 .data/witness ｜ folder of the key and of what was signed",
  "  --port   端口，默认 8091 ｜ port                --host   监听地址，默认只限本机 ｜ address to listen on",
  "  --name   见证人的名称，首次启动时确定 ｜ name of the witness, settled at the first start",
  "",
].join("\n");

const text = { type: "string" } as const;
const options = {
  port: text,
  host: text,
  data: text,
  name: text,
  log: { type: "string", multiple: true },
  help: { type: "boolean" },
} as const;

/** Reads what stands after `npm run witness --`. Throws an `OperatorError` with the usage. */
export function witnessArguments(args: readonly string[]): WitnessArguments {
  const { port = "8091", host = "127.0.0.1", data, name, log = [], help = false } = parsed(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw wrong(`--port ${port}`);
  if (!/^[\w.:-]+$/.test(host)) throw wrong(`--host ${host}`);
  if (data === "") throw wrong("--data");
  const folder = data === undefined ? join(repository, ".data", "witness") : resolve(calledFrom(), data);
  return { port: Number(port), host, data: folder, name, logs: log, help };
}

/** npm changes the folder before it runs a script, and says where it was called. */
function calledFrom(): string {
  return process.env["INIT_CWD"] ?? process.cwd();
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function wrong(what: string): OperatorError {
  return new OperatorError([`参数不对：${what}。用法：`, `the arguments are wrong: ${what}. Usage:\n${usage}`]);
}
