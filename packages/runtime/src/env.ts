import { z } from "zod";
import { OperatorError } from "./operator-error.ts";

const like = (pattern: RegExp) => z.string().regex(pattern);
const portNumber = like(/^(\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/).transform(Number);
const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const variables = {
  port: {
    schema: portNumber.prefault("8080"),
    zh: "应为 0 到 65535 的整数，例如 PORT=8080",
    en: "give a whole number from 0 to 65535, for example PORT=8080",
  },
  host: {
    schema: like(/^[\w.:-]+$/).prefault("127.0.0.1"),
    zh: "应为本机地址：只在本机使用填 127.0.0.1，供网络访问填 0.0.0.0",
    en: "give an address of this machine: 127.0.0.1 for this machine only, 0.0.0.0 for the network",
  },
  databaseUrl: {
    schema: like(/^postgres(ql)?:\/\/\S+$/).optional(),
    zh: "应形如 postgres://用户:口令@主机:5432/库名；不设则使用自带的 PostgreSQL",
    en: "give postgres://user:password@host:5432/database, or leave it out to use the PostgreSQL that comes with it",
  },
  eventStoreUrl: {
    schema: like(/^(esdb|kurrentdb)(\+discover)?:\/\/[^\s/]\S*$/).optional(),
    zh: "应形如 esdb://主机:2113；不设则事件存于 PostgreSQL",
    en: "give esdb://host:2113, or leave it out to keep events in PostgreSQL",
  },
  dataDir: {
    schema: z.string().optional(),
    zh: "应为可写文件夹的路径",
    en: "give the path of a folder that can be written",
  },
  publicUrl: {
    schema: like(/^https?:\/\/[^\s/?#@]+$/).optional(),
    zh: "应为公众访问的网址，不带路径，例如 https://mingzhang.example.org",
    en: "give the address the public uses, without a path, for example https://mingzhang.example.org",
  },
  adminPassword: {
    schema: z.string().min(10).max(128).optional(),
    zh: "首位管理员的口令应有 10 到 128 个字符；不设则自动生成并显示一次",
    en: "the first administrator's password takes 10 to 128 characters; left out, one is made and shown once",
  },
  writeToken: {
    schema: like(/^[\x21-\x7e]{16,}$/).optional(),
    zh: "写入令牌应有至少 16 个字符，不含空格和汉字；不设则自动生成并显示一次",
    en: "the token for writing takes 16 or more ASCII characters without spaces; left out, one is made and shown once",
  },
  logStorage: {
    schema: like(/^s3:\/\/[^\s/?#@]+(\/[^\s?#]*)?(\?[^\s#]*)?$/).optional(),
    zh: "应形如 s3://存储桶/路径?endpoint=https://主机&region=区域；不设则公开日志存于数据文件夹",
    en: "give s3://bucket/path?endpoint=https://host&region=name; left out, the public log is kept in the data folder",
  },
  logPolicy: {
    schema: z.string().optional(),
    zh: "应为见证策略文件的路径",
    en: "give the path of a file that names the witnesses of the public log",
  },
  logLevel: {
    schema: z.enum(levels).prefault("info"),
    zh: `应为 ${levels.join("、")} 之一`,
    en: `give one of ${levels.join(", ")}`,
  },
} as const;

type Variables = typeof variables;
const nameOf = (key: string): string => key.replace(/[A-Z]/g, "_$&").toUpperCase();

/** What the process was told from outside; a variable that is empty counts as left out. */
export type Environment = { readonly [Key in keyof Variables]: z.output<Variables[Key]["schema"]> };

export const environmentNames: readonly string[] = Object.keys(variables).map(nameOf);

function shown(name: string, value: string): string {
  if (/PASSWORD|TOKEN/.test(name)) return "***";
  return value.replace(/^([a-z+]+:\/\/)?.*@/i, "$1***@").replace(/(password=)[^&]*/i, "$1***");
}

/** Reads every variable; throws one `OperatorError` with a line for each wrong one, secrets masked. */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const faults: [zh: string, en: string][] = [];
  const entries = Object.entries(variables).map(([key, { schema, zh, en }]) => {
    const name = nameOf(key);
    const value = source[name] || undefined;
    const result = schema.safeParse(value);
    const given = `${name}=${shown(name, value ?? "")}`;
    if (!result.success) faults.push([`${given} 不对：${zh}`, `${given} is wrong: ${en}`]);
    return [key, result.data] as const;
  });
  if (faults.length > 0) throw new OperatorError(...faults);
  return Object.fromEntries(entries) as Environment;
}
