/** Why a log does not grow any more, and what an operator has to look at. Nothing of it repairs itself. */
const words = {
  "log-missing": {
    zh: "锁库记得这份公开日志，而它的文件不见了：请恢复日志文件夹",
    en: "the lock store remembers this log, but its files are not there: bring the log's folder back",
  },
  "lock-missing": {
    zh: "公开日志的文件还在，而锁库不见了：没有它就无法保证不分叉，请恢复锁库",
    en: "the log's files are there, but its lock store is not: without it a fork cannot be ruled out, bring it back",
  },
  "key-missing": {
    zh: "这份公开日志已签过名，而签名密钥不见了：请恢复密钥文件夹",
    en: "this log has signed before, but its key is not there: bring the folder of keys back",
  },
  "origin-changed": {
    zh: "公开日志的来源名称从不更改：请沿用原来的 PUBLIC_URL，或移走日志、锁库和密钥三个文件夹后另起一份日志",
    en:
      "the origin of a log never changes: start with the former PUBLIC_URL, or move the folders of the log, " +
      "its lock and its keys away to begin another log",
  },
  "log-differs": {
    zh: "公开日志的文件与最后签名的检查点不符：有人改动了文件或锁库",
    en: "the log's files do not yield the root that was signed last: somebody changed the files or the lock store",
  },
  "object-differs": {
    zh: "公开日志中已有同名而内容不同的文件：已写的从不覆盖",
    en: "the log holds other bytes under this name already: what is written is never replaced",
  },
  "events-missing": {
    zh: "事件库比公开日志短：很可能恢复了较旧的备份",
    en: "the event store is shorter than the public log: most likely an older backup was restored",
  },
  "events-differ": {
    zh: "事件库中的记录与已公布的条目不同：很可能恢复了较旧的备份，或有人改动了数据",
    en: "an event differs from the entry that was published for it: an older backup was restored, or data was changed",
  },
  "entry-too-large": {
    zh: "一条记录超过了公开日志单条 65,535 字节的上限",
    en: "an event is larger than the 65,535 bytes that an entry of the log can have",
  },
  "storage-unsafe": {
    zh: "所设的 S3 存储不支持条件写入（If-None-Match、If-Match），不能用来存放公开日志",
    en: "the S3 storage does not honour conditional writes (If-None-Match, If-Match) and cannot hold a log",
  },
} as const;

export type LogRefusalCode = keyof typeof words;

/** The log refuses to go on; what was published goes on being served. `place` is an object, an index or a value. */
export class LogRefusal extends Error {
  readonly code: LogRefusalCode;
  readonly place: string;

  constructor(code: LogRefusalCode, place: string) {
    super(`${code} ${place}: ${words[code].en}`);
    this.name = "LogRefusal";
    this.code = code;
    this.place = place;
  }

  /** For the operator, in both languages. */
  get lines(): readonly [zh: string, en: string] {
    const { zh, en } = words[this.code];
    return [
      `公开日志停止增长（${this.code}，${this.place}）：${zh}`,
      `the public log stopped (${this.code}, ${this.place}): ${en}`,
    ];
  }
}
