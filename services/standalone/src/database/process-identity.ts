import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const bootFile = "/proc/sys/kernel/random/boot_id";

function startedAt(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      // A zombie holds nothing any more: it only waits to be counted by its parent.
      return state === "Z" ? undefined : `${readFileSync(bootFile, "utf8").trim()} ${fields[18]}`;
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env: { LC_ALL: "C" } }).trim();
  } catch {
    return undefined;
  }
}

/**
 * What tells a running process from any other that had or will have the same number: a short hash of the machine's
 * boot and the moment at which it started. Undefined when no such process runs.
 */
export function processIdentity(pid: number): string | undefined {
  const started = startedAt(pid);
  return started ? createHash("sha256").update(started).digest("hex").slice(0, 16) : undefined;
}

/** The command line of a running process, "" when it cannot be read. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
