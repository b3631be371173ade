import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { OperatorError } from "@mingzhang/runtime";
import {
  formatSkey,
  LogFault,
  parseSkey,
  parseVkey,
  type NoteKey,
  signingKey,
  type SigningKey,
} from "@mingzhang/transparency-log";
import { codeOf, createFile, syncFolder } from "./checkpoint-store.ts";

/** What a witness keeps: its key and its logs' keys beside the folder of what it has signed. */
export interface WitnessFolder {
  readonly key: SigningKey;
  /** True where this start made the key. */
  readonly fresh: boolean;
  readonly logs: readonly NoteKey[];
  readonly signed: string;
}

/**
 * Opens the folder of a witness; makes it with a new key at the first start. Throws an `OperatorError` where the key is
 * there and what it has signed is not: a witness that forgot would sign a rewritten log.
 */
export async function openWitnessFolder(folder: string, name: string | undefined): Promise<WitnessFolder> {
  const signed = join(folder, "signed");
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new OperatorError([`无法建立文件夹 ${folder}：${String(error)}`, `cannot make the folder ${folder}`]);
  });
  const fresh = await makeKey(folder, signed, name);
  if (!(await isFolder(signed))) throw forgotten(signed);
  const key = await readKey(join(folder, "witness.key"));
  if (name !== undefined && name !== key.name) throw renamed(name, key.name);
  return { key, fresh, logs: await readLogs(folder), signed };
}

/** Keeps the key of a log that is trusted from now on. */
export async function keepLog(folder: string, vkey: string): Promise<void> {
  const file = join(
    folder,
    "logs",
    `${parseVkey(vkey).name.replaceAll(/[^\w.-]/g, "_")}-${randomBytes(4).toString("hex")}.vkey`,
  );
  await mkdir(join(folder, "logs"), { recursive: true });
  await createFile(file, `${vkey}\n`);
  await syncFolder(join(folder, "logs"));
}

async function makeKey(folder: string, signed: string, name: string | undefined): Promise<boolean> {
  const file = join(folder, "witness.key");
  if (await isThere(file)) return false;
  const remains = await readdir(signed).catch(() => []);
  if (remains.length > 0) throw keyLost(file);
  // Before the key: where a start was cut off between the two, the next one goes on here.
  await mkdir(signed, { recursive: true });
  const chosen = name ?? `witness-${randomBytes(4).toString("hex")}`;
  const key = keyNamed(chosen);
  const made = await createFile(file, `${formatSkey(key)}\n`);
  await syncFolder(folder);
  return made;
}

function keyNamed(name: string): SigningKey {
  try {
    return signingKey(name, new Uint8Array(randomBytes(32)));
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    throw new OperatorError([
      `--name ${name} 不对：不能为空，不能含空格或加号，例如 witness.example.org`,
      `--name ${name} is wrong: no spaces or plus signs, for example witness.example.org`,
    ]);
  }
}

async function readKey(file: string): Promise<SigningKey> {
  try {
    return parseSkey((await readFile(file, "utf8")).trim());
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    throw new OperatorError([`密钥文件 ${file} 已损坏，请从备份恢复`, `the key file ${file} is damaged: restore it`]);
  }
}

async function readLogs(folder: string): Promise<readonly NoteKey[]> {
  const names = await readdir(join(folder, "logs")).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw error;
    return [];
  });
  const texts = names.filter((name) => name.endsWith(".vkey")).toSorted();
  return Promise.all(
    texts.map(async (name) => {
      const text = (await readFile(join(folder, "logs", name), "utf8")).trim();
      try {
        return parseVkey(text);
      } catch (error) {
        if (!(error instanceof LogFault)) throw error;
        throw new OperatorError([`${join(folder, "logs", name)} 不是公钥`, `${join(folder, "logs", name)} is no key`]);
      }
    }),
  );
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

function forgotten(signed: string): OperatorError {
  return new OperatorError([
    `缺少 ${signed}：见证人忘了自己签署过什么。请恢复这个文件夹；若无法恢复，请换新的数据文件夹和新的密钥重新开始`,
    `${signed} is missing: this witness has forgotten what it signed. Restore it, or begin anew in another folder, ` +
      `with another key`,
  ]);
}

function keyLost(file: string): OperatorError {
  return new OperatorError([
    `缺少 ${file}，但签署记录还在：请恢复密钥，或换新的数据文件夹重新开始`,
    `${file} is missing, though what it signed is there: restore the key, or begin anew in another folder`,
  ]);
}

function renamed(given: string, kept: string): OperatorError {
  return new OperatorError([
    `见证人的名称不能改：原为 ${kept}，给出的是 ${given}`,
    `a witness keeps its name: it is ${kept} and ${given} was given`,
  ]);
}
