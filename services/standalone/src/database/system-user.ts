import { spawnSync } from "node:child_process";
import { OperatorError } from "@mingzhang/runtime";

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

function lookUp(name: string): SystemUser | undefined {
  const ask = (flag: string) => spawnSync("id", [flag, name], { encoding: "utf8" });
  const [uid, gid] = [ask("-u"), ask("-g")];
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

// Debian and Red Hat, then Alpine and other small systems.
const makers: readonly (readonly [command: string, ...options: string[]])[] = [
  ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/false"],
  ["adduser", "-S", "-D", "-H", "-h", "/nonexistent", "-s", "/bin/false"],
];

// A root shell begun with plain `su` has no sbin in its path.
const env = { PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/**
 * The user for PostgreSQL when this process runs as root, which PostgreSQL refuses: made when there is none of that
 * name. Throws an `OperatorError` where no user can be made.
 */
export function systemUser(name: string): SystemUser {
  const found = lookUp(name);
  if (found) return found;
  for (const [command, ...options] of makers) {
    if (spawnSync(command, [...options, name], { env }).status !== 0) continue;
    const made = lookUp(name);
    if (made) return made;
  }
  throw new OperatorError([
    `PostgreSQL 不能以 root 运行，而系统用户 ${name} 不存在也无法创建：请先创建该用户，或以普通用户启动，或设置 DATABASE_URL`,
    `PostgreSQL does not run as root, and the system user ${name} is absent and cannot be made: ` +
      `make that user, or start as an ordinary user, or set DATABASE_URL`,
  ]);
}
