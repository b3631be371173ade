import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { OperatorError } from "@mingzhang/runtime";
import { processIdentity } from "./process-identity.ts";

const pattern = /^in-use\.(\d+)\.([0-9a-f]{16})$/;
const attempts = 3;

/** The living process other than the one named `mine` that has a data folder, if any. */
export async function lockHolder(folder: string, mine = ""): Promise<number | undefined> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, pid, identity] = pattern.exec(name) ?? [];
    if (name === mine || pid === undefined) continue;
    if (processIdentity(Number(pid)) === identity) return Number(pid);
    await rm(join(folder, name), { force: true });
  }
  return undefined;
}

/**
 * Takes a data folder for this process, or throws an `OperatorError` that names the process which has it; returns what
 * gives it back.
 *
 * Each process writes a file named after itself first and looks for others afterwards, so of two at once at least one
 * sees the other. The file of a process that runs no more is removed by whoever sees it: its name can never again mean
 * a living one.
 */
export async function lockDataDir(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const mine = `in-use.${process.pid}.${processIdentity(process.pid) ?? "0".repeat(16)}`;
  const unlock = () => rm(join(folder, mine), { force: true });
  await writeFile(join(folder, mine), "", { flag: "wx" }).catch(() => {
    throw taken(folder, process.pid);
  });
  for (let attempt = 1; ; attempt += 1) {
    const holder = await lockHolder(folder, mine);
    if (holder === undefined) return unlock;
    await unlock();
    if (attempt === attempts) throw taken(folder, holder);
    // Two that started at the same instant have both stepped back; the waits differ, so one comes first now.
    await pause(20 + Math.random() * 200);
    await writeFile(join(folder, mine), "");
  }
}

function taken(folder: string, pid: number): OperatorError {
  return new OperatorError([
    `数据文件夹 ${folder} 正由进程 ${pid} 使用：请先停止该进程，或用 DATA_DIR 指定另一个文件夹`,
    `the data folder ${folder} is in use by process ${pid}: stop that process, or name another folder with DATA_DIR`,
  ]);
}
