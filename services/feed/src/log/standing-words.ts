import type { Words } from "@mingzhang/domain";
import type { WitnessOutcome } from "@mingzhang/transparency-log/witness-client";

export type Unsigned = Exclude<WitnessOutcome, "signed">;

/** What a witness did instead of signing, for whoever has to speak to its keeper. */
export const witnessWords: Readonly<Record<Unsigned, Words>> = {
  unreachable: { zh: "没有应答", en: "does not answer" },
  "wrong-answer": { zh: "应答有误", en: "gives a wrong answer" },
  refused: { zh: "拒绝签署", en: "refuses to sign" },
  ahead: { zh: "签署过更长的日志", en: "has signed a longer log" },
  forked: { zh: "签署过内容不同的日志", en: "has signed another log" },
};

interface Said {
  readonly code: string;
  readonly why: Words;
  readonly remedy: Words;
}

export const quorumMissing: Said = {
  code: "quorum-missing",
  why: {
    zh: "签署的见证人不足，新的检查点暂不公布；先前公布的仍可查验",
    en:
      "Too few witnesses sign, so the new checkpoint is held back; what was published before can be verified as " +
      "ever",
  },
  remedy: {
    zh: "已录入的不会丢失，请勿重复录入。请联系未签署的见证人，恢复后自动公布；长期停办的，请系统管理员修改 LOG_POLICY 并重新启动",
    en:
      "Nothing recorded is lost; do not record it twice. Call the witnesses that did not sign: once enough of them " +
      "are back it is published by itself. Where one has closed for good, the administrator changes LOG_POLICY and " +
      "starts again",
  },
};

export const setBack: Said = {
  code: "log-set-back",
  why: {
    zh: "见证人签署过的日志与这里的不同：很可能恢复了较旧的备份，或有人改动了数据",
    en: "Witnesses have signed another log than this one: most likely an older backup was restored, or data changed",
  },
  remedy: {
    zh: "请暂停录入，由系统管理员停止服务、恢复包含已公布条目的备份后再启动；新的检查点在此之前不会公布",
    en:
      "Stop recording. The administrator stops the server, restores a backup that holds what was published, and " +
      "starts again; no new checkpoint is published before that",
  },
};

export const recordUnread: Said = {
  code: "record-unreadable",
  why: {
    zh: "有一条记录这个版本无法解读，它之后的都暂不公布；先前公布的仍可查验",
    en:
      "This version cannot read one record, and what came after it is not published; what was published before can " +
      "be verified as ever",
  },
  remedy: {
    zh: "已录入的不会丢失，请勿重复录入。请系统管理员升级到能解读这条记录的版本，之后自动公布",
    en:
      "Nothing recorded is lost; do not record it twice. The administrator installs a version that understands the " +
      "record: then it is published by itself",
  },
};

export const storeSilent: Said = {
  code: "store-unreachable",
  why: {
    zh: "公开日志暂时写不进去，程序正在重试",
    en: "The public log cannot be written at the moment; it is tried again and again",
  },
  remedy: {
    zh: "已录入的不会丢失，请勿重复录入。请系统管理员检查磁盘空间、存储桶和数据库（见进程日志）",
    en:
      "Nothing recorded is lost; do not record it twice. The administrator checks disk space, bucket and database " +
      "(see the process log)",
  },
};
