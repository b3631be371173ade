import type { Cosigned } from "./witness.ts";
import type { Refused } from "./judge.ts";
import { fingerprint } from "./trusted-log.ts";
import type { NoteKey } from "@mingzhang/transparency-log";

const refusals: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  403: ["签名不是这个日志的", "the signature is not that log's"],
  404: ["没有受托见证这个日志", "this log is not watched here"],
  400: ["请求格式不对", "the request is malformed"],
  422: ["⚠ 新日志不包含我签署过的内容", "⚠ the new log does not contain what was signed before"],
  409: ["它以为我签署到别处，已告知实际条数", "it took another size for the last one and was told which it is"],
};

/** A line for the one who watches the witness, in both languages. */
export function saidOf(answer: Cosigned | Refused): string {
  const origin = printable(answer.origin ?? "?");
  if (answer.status === 200) {
    const { size, lastSize } = answer;
    if (lastSize === size) return `✓ ${origin}：再次签署，仍为 ${size} 条 ｜ signed again, still ${size} entries`;
    const more = size - (lastSize ?? 0);
    return `✓ ${origin}：已签署 ${size} 条，新增 ${more} 条 ｜ signed ${size} entries, ${more} of them new`;
  }
  if (answer.status === 409 && answer.why === "root-differs") {
    return `⚠ ${origin}：同为 ${answer.size} 条，内容却不同：历史被改写，拒绝签署 ｜ another tree of the same size: REFUSED`;
  }
  const [zh, en] = refusals[answer.status] ?? ["", ""];
  return `✗ ${origin}：${zh} ｜ ${en} (${answer.status}, ${printable(answer.why)})`;
}

/** What a start says: who this witness is, whom it watches, and what remains to be done by a person. */
export function greeting(facts: {
  readonly url: string;
  readonly vkey: string;
  readonly folder: string;
  readonly fresh: boolean;
  readonly logs: readonly NoteKey[];
  readonly firstUse: readonly NoteKey[];
}): string {
  const { url, vkey, folder, fresh, logs, firstUse } = facts;
  const lines = [
    "",
    `见证人已启动 ｜ the witness is running: ${url}`,
    `数据文件夹（请备份，勿单独恢复旧备份） ｜ data folder: ${folder}`,
    "",
    fresh
      ? "已生成新密钥。请把这一行公钥交给日志方和公众 ｜ a new key was made; give this line to the log and the public:"
      : "公钥 ｜ public key:",
    `  ${vkey}`,
    "",
    ...logs.flatMap((key) => [
      `见证的日志 ｜ log: ${printable(key.name)}`,
      `  指纹 ｜ fingerprint  ${fingerprint(key)}`,
    ]),
    ...(firstUse.length === 0
      ? []
      : [
          "",
          "⚠ 以上公钥中有初次取自网址、未经核对的：若网站当时被冒充，见证人信的就是冒充者。",
          "  请打电话或对照公报核对指纹；不符就删除数据文件夹，改用 --log 公钥 重新开始。",
          "⚠ A key above was fetched from an address for the first time and is believed unchecked (trust on first " +
            "use):",
          "  compare its fingerprint by telephone or gazette; if it differs, delete the folder and begin with " +
            "--log KEY.",
        ]),
    ...(logs.length === 0
      ? ["⚠ 尚无要见证的日志：请加 --log 公钥或网址 ｜ no log to watch yet: add --log KEY or ADDRESS"]
      : []),
    "",
  ];
  return `${lines.join("\n")}\n`;
}

/** What a stranger sent must not steer the terminal. */
function printable(text: string): string {
  return text.slice(0, 120).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");
}
