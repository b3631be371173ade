import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import {
  access,
  chmod,
  chown,
  cp,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { OperatorError, type Log } from "@mingzhang/runtime";
import { findNativePostgres, type NativePostgres } from "./native-postgres.ts";
import { systemUser, type SystemUser } from "./system-user.ts";

/** Where PostgreSQL runs from, where it keeps its files, and as whom. */
export interface Placement {
  /** Holds bin, lib and share. */
  readonly binaries: string;
  /** Belongs to this data folder alone; the cluster, the lock and nothing else lie in it. */
  readonly databaseDir: string;
  readonly user: SystemUser | undefined;
}

/** For what the user `postgres` has to reach when the checkout or the data folder lies where only root may enter. */
const systemFolder = "/var/lib/mingzhang";
const pointerName = "postgresql-folder";

const runs = (folder: string, user?: SystemUser) =>
  spawnSync(join(folder, "bin", "postgres"), ["--version"], { ...user, cwd: "/", encoding: "utf8" });

const mayEnter = (folder: string, user: SystemUser): boolean =>
  spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { ...user, cwd: "/" }).status === 0;

const inPlace = (dataDir: string): string => join(dataDir, "postgresql");

/**
 * Where an earlier start has put the database of a data folder, or where the next one would: the folder it noted,
 * which holds after the data folder is moved, or the one in place. Throws an `OperatorError` when the noted folder is
 * gone, rather than begin with nothing.
 */
export async function databaseDirOf(dataDir: string): Promise<string> {
  const pointer = join(dataDir, pointerName);
  const noted = (await readFile(pointer, "utf8").catch(() => "")).trim();
  if (!noted) return inPlace(dataDir);
  if (await stat(noted).catch(() => undefined)) return noted;
  throw new OperatorError([
    `数据库文件夹 ${noted} 不见了：请恢复它，或删除 ${pointer} 以便从空库重新开始`,
    `the database folder ${noted} is gone: restore it, or delete ${pointer} to begin afresh with an empty database`,
  ]);
}

async function openToAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
  await chmod(folder, 0o755);
}

async function makeSystemFolder(): Promise<void> {
  await mkdir(systemFolder, { recursive: true });
  await chmod(systemFolder, 0o755);
}

async function copiedBinaries(native: NativePostgres, log: Log): Promise<string> {
  const target = join(systemFolder, native.name);
  if (await stat(target).catch(() => undefined)) return target;
  await makeSystemFolder();
  const draft = `${target}.${process.pid}`;
  await cp(native.folder, draft, { recursive: true, verbatimSymlinks: true });
  await openToAll(draft);
  // Another start may have been faster: its copy is as good.
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
  log.info({ folder: target }, "PostgreSQL copied to where its user may enter");
  return target;
}

async function ownerOf(folder: string): Promise<SystemUser | undefined> {
  const kept = await stat(folder).catch(() => undefined);
  return kept && kept.uid !== 0 ? { uid: kept.uid, gid: kept.gid } : undefined;
}

/**
 * As root: the user who owns the database already, else `postgres`; in place where that user may enter, else
 * elsewhere.
 */
async function placeAsRoot(dataDir: string, log: Log): Promise<{ databaseDir: string; user: SystemUser }> {
  const known = await databaseDirOf(dataDir);
  const user = (await ownerOf(known)) ?? systemUser("postgres");
  let databaseDir = known;
  if (known === inPlace(dataDir) && !mayEnter(dataDir, user)) {
    databaseDir = join(systemFolder, createHash("sha256").update(dataDir).digest("hex").slice(0, 16));
    await makeSystemFolder();
  }
  await mkdir(databaseDir, { recursive: true, mode: 0o700 });
  await chown(databaseDir, user.uid, user.gid);
  if (databaseDir !== inPlace(dataDir)) {
    await writeFile(join(dataDir, pointerName), `${databaseDir}\n`);
    log.info({ dataDir, databaseDir }, "the database lies where its user may enter");
  }
  return { databaseDir, user };
}

async function makeDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
    return await realpath(dataDir);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new OperatorError([
      `数据文件夹 ${dataDir} 无法建立或写入（${code}）：请用 DATA_DIR 指定可写的文件夹`,
      `the data folder ${dataDir} cannot be made or written (${code}): name a folder that can be written with DATA_DIR`,
    ]);
  }
}

/**
 * Decides where the PostgreSQL of a data folder goes and makes the folders. An ordinary user keeps everything in
 * place; root, as whom PostgreSQL refuses to run, hands it to another user and leaves the rights of folders that are
 * not its own as they are.
 */
export async function placePostgres(givenDataDir: string, log: Log): Promise<Placement & { readonly dataDir: string }> {
  const dataDir = await makeDataDir(givenDataDir);
  const native = await findNativePostgres();
  const tried = runs(native.folder);
  if (tried.status !== 0) {
    const why = tried.error?.message ?? tried.stderr.trim();
    throw new OperatorError([
      `自带的 PostgreSQL 无法在本机运行（${why}）：请用 DATABASE_URL 指定您自己的 PostgreSQL`,
      `the PostgreSQL that comes with this does not run here (${why}): name your own with DATABASE_URL`,
    ]);
  }
  if (process.getuid?.() !== 0) {
    const databaseDir = await databaseDirOf(dataDir);
    await mkdir(databaseDir, { recursive: true, mode: 0o700 });
    return { dataDir, databaseDir, binaries: native.folder, user: undefined };
  }
  const { databaseDir, user } = await placeAsRoot(dataDir, log);
  const binaries = runs(native.folder, user).status === 0 ? native.folder : await copiedBinaries(native, log);
  return { dataDir, databaseDir, binaries, user };
}
