import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatVkey, signingKey, verifierOf } from "@mingzhang/transparency-log";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWitnessPolicy, WrongPolicy } from "./witness-policy.ts";

const keyOf = (name: string, seed: number) => signingKey(`${name}.example`, new Uint8Array(32).fill(seed));
const vkey = (name: string, seed: number) => formatVkey(verifierOf(keyOf(name, seed), "cosignature"));
const county = `witness county ${vkey("county", 1)} https://county.example`;
const audit = `witness audit ${vkey("audit", 2)} http://127.0.0.1:8091`;
const press = `witness press ${vkey("press", 3)} https://press.example/tlog`;
const log = `log ${formatVkey(verifierOf(keyOf("log", 4), "ed25519"))} https://log.example/log`;
const two = "group two 2 county audit press";

let folder = "";
let file = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "policy "));
  file = join(folder, "见证 policy.txt");
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string | Uint8Array) {
  await writeFile(file, text);
  return readWitnessPolicy(file);
}

async function faultOf(text: string | Uint8Array): Promise<readonly [zh: string, en: string]> {
  const fault = await read(text).catch((error: unknown) => error);
  if (!(fault instanceof WrongPolicy)) throw new Error(`taken as right, or broken: ${String(fault)}`);
  return fault.lines;
}

describe("a policy of witnesses", () => {
  it("is read as it is written, comments, tabs and blank lines included", async () => {
    const text = `# 三方见证\n\n${county}\n${audit.replaceAll(" ", "\t")}\n${press}\n\n${two}\nquorum two\n`;
    const { witnesses, groups, quorum } = await read(text);
    expect(witnesses.map(({ name, url }) => [name, url])).toEqual([
      ["county", "https://county.example"],
      ["audit", "http://127.0.0.1:8091"],
      ["press", "https://press.example/tlog"],
    ]);
    expect(witnesses[0]?.key).toEqual(verifierOf(keyOf("county", 1), "cosignature"));
    expect(groups).toEqual([{ name: "two", threshold: 2, members: ["county", "audit", "press"] }]);
    expect(quorum).toBe("two");
  });

  it("names nobody where no file is set", async () => {
    expect(await readWitnessPolicy(undefined)).toEqual({ witnesses: [], groups: [], quorum: "none" });
  });

  it("may leave the quorum at none: witnesses are asked, and nobody is waited for", async () => {
    expect((await read(`${county}\nquorum none\n`)).quorum).toBe("none");
  });
});

describe("a policy that is wrong", () => {
  const key = vkey("county", 1);
  const damaged = key.replace(/\+[0-9a-f]{8}\+/, "+00000000+");
  it.each([
    ["an unknown word", `${county}\nwitnes x\nquorum county`, 2, "witnes x", "witness 名称", "witness NAME"],
    ["a key with a typing error", `witness county ${damaged} https://a.example`, 1, damaged, "照抄", "copy"],
    [
      "a key of a log for a witness",
      `witness l ${log.split(" ")[1]} https://a.example`,
      1,
      "witness l",
      "照抄",
      "copy",
    ],
    [
      "one key twice",
      `${county}\nwitness again ${key} https://b.example`,
      2,
      "witness again",
      "自己的公钥",
      "of its own",
    ],
    ["one name twice", `${county}\n${press.replace("press ", "county ")}`, 2, "witness county", "先写", "before"],
    ["a member that is not there", `${county}\ngroup g 1 county nobody`, 2, "group g", "先写", "before"],
    ["a threshold beyond the members", `${county}\ngroup g 2 county`, 2, "group g 2 county", "成员数", "members"],
    ["a threshold of nothing", `${county}\ngroup g 0 county`, 2, "group g 0", "成员数", "members"],
    ["a quorum of somebody unknown", `${county}\nquorum two`, 2, "quorum two", "先写", "before"],
    ["two quorums", `${county}\nquorum county\nquorum county`, 3, "quorum county", "只写一行", "exactly one"],
    ["a witness without an address", `witness county ${key}\nquorum county`, 1, "witness county", "网址", "address"],
    [
      "an address that is none",
      `witness c ${key} county.example\nquorum c`,
      1,
      "county.example",
      "https://",
      "https://",
    ],
    ["a line of a log", `${county}\n${log}\nquorum county`, 2, "log log.example", "删去", "leave it out"],
  ])("is told by line, value and remedy: %s", async (_, text, number, value, zhRemedy, enRemedy) => {
    const [zh, en] = await faultOf(`${text}\n`);
    expect(zh).toContain(`LOG_POLICY=${file} 第 ${number} 行“`);
    expect(en).toContain(`LOG_POLICY=${file} line ${number} “`);
    for (const line of [zh, en]) expect(/“([^”]*)”/.exec(line)?.[1]).toContain(value);
    expect(zh).toContain(zhRemedy);
    expect(en).toContain(enRemedy);
    for (const line of [zh, en]) expect(line).not.toMatch(/[\n\p{Cc}]|policy-|key-/u);
  });

  it.each([
    ["no quorum", `${county}\n`, "quorum", "quorum"],
    ["line ends of another system", `${county}\r\nquorum county\r\n`, "换行用 LF", "LF line ends"],
    ["text in another encoding", Uint8Array.of(0x77, 0xd6, 0xd0, 0x0a), "UTF-8", "UTF-8"],
    ["too much of it", new Uint8Array(1_048_577).fill(0x0a), "过大", "too large"],
  ])("is told with the remedy where no line is to blame: %s", async (_, text, zhWords, enWords) => {
    const [zh, en] = await faultOf(text);
    expect(zh).toContain(`LOG_POLICY=${file} 不对：`);
    expect(en).toContain(`LOG_POLICY=${file} is wrong: `);
    expect(zh).toContain(zhWords);
    expect(en).toContain(enWords);
  });

  it("is told by its path where it cannot be read", async () => {
    const away = join(folder, "away");
    const fault = await readWitnessPolicy(away).catch((error: unknown) => error);
    expect(fault instanceof WrongPolicy && fault.lines).toEqual([
      `LOG_POLICY=${away} 读不出（ENOENT）：应为文件的路径，请核对文件名和权限`,
      `LOG_POLICY=${away} cannot be read (ENOENT): give the path of a file, check its name and rights`,
    ]);
  });

  it("shows no more of a long line than is needed to find it", async () => {
    const [zh] = await faultOf(`${county} ${"x".repeat(5000)} y\n`);
    expect(zh.length).toBeLessThan(400);
    expect(zh).toContain("…”");
  });
});
