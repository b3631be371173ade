import type { Words } from "../words/words.ts";

/** What kept the command from an answer: a wrong call (exit code 2) or a source that cannot be read (3). */
export type Hindrance = keyof typeof hindranceWords;

export const hindranceWords = {
  "unknown-command": { zh: "没有这个命令", en: "there is no such command" },
  "wrong-arguments": { zh: "参数不对", en: "the arguments are wrong" },
  "policy-needed": {
    zh: "需要 --policy：您信任的日志和见证人，应取自日志以外的来源",
    en: "--policy is needed: the log and witnesses that you trust, from elsewhere than the log itself",
  },
  "wrong-index": { zh: "序号应是不小于 0 的整数", en: "the index must be a whole number, 0 or more" },
  "wrong-hours": { zh: "--max-age 应是小时数", en: "--max-age must be a number of hours" },
  "wrong-form": { zh: "--form 只能是 event 或 any", en: "--form is either event or any" },
  "wrong-policy": { zh: "信任规则文件无法读懂", en: "the policy file cannot be understood" },
  "file-unreadable": { zh: "无法读取文件", en: "the file cannot be read" },
  "file-unwritable": { zh: "无法写入文件", en: "the file cannot be written" },
  "no-source": { zh: "没有这个文件夹或压缩包", en: "there is no such folder or archive" },
  "no-zip": { zh: "不是可读的 zip 压缩包", en: "this is not a readable zip archive" },
  "no-log": { zh: "其中没有日志（缺少 checkpoint 文件）", en: "there is no log in it (no file named checkpoint)" },
  unreachable: { zh: "无法连接", en: "it cannot be reached" },
  "server-error": { zh: "服务器没有正常回答", en: "the server did not answer properly" },
} as const satisfies Record<string, Words>;

/** Thrown where no verdict can be given; nothing is said by it about the log. */
export class Hindered extends Error {
  readonly hindrance: Hindrance;
  readonly subject: string;

  constructor(hindrance: Hindrance, subject: string, cause?: unknown) {
    super(`${hindrance}: ${subject}`, { cause });
    this.hindrance = hindrance;
    this.subject = subject;
  }

  /** 2 for what the caller can put right in the command, 3 for what lies outside. */
  get exitCode(): 2 | 3 {
    return ["no-source", "no-zip", "no-log", "unreachable", "server-error"].includes(this.hindrance) ? 3 : 2;
  }
}
