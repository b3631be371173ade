import { OperatorError } from "@mingzhang/runtime";
import { Client } from "pg";

const patienceMs = 10_000;

/** Tries the operator's own database once. Throws an `OperatorError` that tells what is wrong, password masked. */
export async function checkDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT");
  } catch (error) {
    throw explained(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Trouble {
  readonly code?: string;
  readonly message?: string;
  readonly errors?: readonly Trouble[];
}

function explained(error: unknown, url: string): OperatorError {
  const { code, message } = rootOf(error as Trouble);
  const place = new URL(url);
  const host = `${place.hostname}:${place.port || "5432"}`;
  const base = place.pathname.slice(1) || place.username;
  const [zh, en] = reason({ code: code ?? "", message: message ?? "", host, base, user: place.username });
  const given = `DATABASE_URL=${masked(url)}`;
  return new OperatorError([`${given} 用不了：${zh}`, `${given} does not work: ${en}`]);
}

/** A host with several addresses fails with all of their errors in one. */
function rootOf(error: Trouble): Trouble {
  return error.errors?.[0] ?? error;
}

export function masked(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:@/]*):.*@/i, "$1:***@").replace(/(password=)[^&]*/i, "$1***");
}

interface Facts {
  readonly code: string;
  readonly message: string;
  readonly host: string;
  readonly base: string;
  readonly user: string;
}

function reason({ code, message, host, base, user }: Facts): readonly [zh: string, en: string] {
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return [`找不到主机 ${host}，请核对主机名`, `the host of ${host} is not known, check its name`];
    case "ECONNREFUSED":
      return [
        `${host} 拒绝连接，请确认 PostgreSQL 已启动、端口无误`,
        `${host} refuses the connection, check that PostgreSQL runs there and the port is right`,
      ];
    case "28P01":
    case "28000":
      return [`用户 ${user} 的口令不对或无权登录`, `wrong password for user ${user}, or the user may not sign in`];
    case "3D000":
      return [
        `没有名为 ${base} 的数据库，请先建库：CREATE DATABASE`,
        `there is no database ${base}, make it first with CREATE DATABASE`,
      ];
    case "53300":
      return ["数据库的连接数已满", "the database has no connection left"];
    default:
      return isTimeout(code, message)
        ? [`${host} 没有应答，请检查网络和防火墙`, `${host} does not answer, check the network and the firewall`]
        : [message, message];
  }
}

function isTimeout(code: string, message: string): boolean {
  return ["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"].includes(code) || /timeout/i.test(message);
}
