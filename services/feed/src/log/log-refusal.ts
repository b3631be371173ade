import type { Words } from "@mingzhang/domain";

/** Why a log does not grow any more, and what an operator has to look at. Nothing of it repairs itself. */
const words = {
  "log-missing": {
    why: {
      zh: "锁库记得这份公开日志，而它的文件不见了",
      en: "the lock store remembers this log, but its files are not there",
    },
    remedy: {
      zh: "请取回日志文件夹 log；找不回时，停止服务后运行 npm run log -- recover，由事件重建",
      en: "bring the folder log back; where it is lost, stop the server and rebuild it with npm run log -- recover",
    },
  },
  "lock-missing": {
    why: {
      zh: "公开日志或其密钥还在，而锁库不见了：没有它就无法保证不分叉",
      en: "the log's files or keys are there, but its lock store is not: without it a fork cannot be ruled out",
    },
    remedy: {
      zh:
        "请从原来的磁盘或存储桶取回 log 和 log-lock；都找不回时，停止服务后运行 " +
        "npm run log -- recover --published=网址，凭镜像中最后公布的日志由事件重建",
      en:
        "bring log and log-lock back from the old disk or bucket; where they are lost, stop the server and run " +
        "npm run log -- recover --published=URL, which rebuilds them from the events and the last published log of " +
        "a mirror",
    },
  },
  "key-missing": {
    why: {
      zh: "这份公开日志已签过名，而签名密钥不见了",
      en: "this log has signed before, but its key is not there",
    },
    remedy: {
      zh: "请从备份取回密钥文件夹 log-keys，再重新启动",
      en: "bring the folder log-keys back from a backup and start again",
    },
  },
  "origin-changed": {
    why: { zh: "公开日志的来源名称从不更改", en: "the origin of a log never changes" },
    remedy: {
      zh: "请沿用原来的 PUBLIC_URL，或移走日志、锁库和密钥三个文件夹后另起一份日志",
      en:
        "start with the former PUBLIC_URL, or move the folders of the log, its lock and its keys away to begin " +
        "another log",
    },
  },
  "log-differs": {
    why: {
      zh: "公开日志的文件与最后签名的检查点不符：有人改动了文件或锁库",
      en: "the log's files do not yield the root that was signed last: somebody changed the files or the lock store",
    },
    remedy: {
      zh:
        "请从镜像取回被改动的文件；或停止服务、移走 log 文件夹（勿动 log-lock）后运行 npm run log -- recover 重建，" +
        "并查明是谁改动的",
      en:
        "bring the changed file back from a mirror; or stop the server, move the folder log away (leave log-lock), " +
        "run npm run log -- recover, and find out who changed it",
    },
  },
  "object-differs": {
    why: {
      zh: "公开日志中已有同名而内容不同的文件：已写的从不覆盖",
      en: "the log holds other bytes under this name already: what is written is never replaced",
    },
    remedy: {
      zh: "请与镜像核对这个文件，移走不符的那一份，再重新启动",
      en: "compare that file with a mirror, move it away where it differs, and start again",
    },
  },
  "events-missing": {
    why: {
      zh: "事件库比公开日志短：很可能恢复了较旧的备份",
      en: "the event store is shorter than the public log: most likely an older backup was restored",
    },
    remedy: {
      zh: "请停止服务，用 npm run restore 恢复较新的备份，再重新启动；在此之前请勿录入",
      en: "stop the server, restore a newer backup with npm run restore, and start again; record nothing before",
    },
  },
  "events-differ": {
    why: {
      zh: "事件库中的记录与已公布的条目不同：很可能恢复了较旧的备份，或有人改动了数据",
      en: "an event differs from the entry that was published for it: an older backup was restored, or data changed",
    },
    remedy: {
      zh: "请停止服务，用 npm run restore 恢复包含已公布条目的备份，再重新启动；在此之前请勿录入",
      en: "stop the server, restore a backup that holds what was published, and start again; record nothing before",
    },
  },
  "entry-too-large": {
    why: {
      zh: "一条记录超过了公开日志单条 65,535 字节的上限",
      en: "an event is larger than the 65,535 bytes that an entry of the log can have",
    },
    remedy: {
      zh: "这条记录由较旧的版本录入，已不能更改：请升级软件并把序号报告给维护者，其后的条目在此之前不能公布",
      en:
        "an older version recorded it and it cannot be changed: update the software and report its index; what " +
        "follows it cannot be published before that",
    },
  },
  "storage-unsafe": {
    why: {
      zh: "所设的 S3 存储不支持条件写入（If-None-Match、If-Match），不能用来存放公开日志",
      en: "the S3 storage does not honour conditional writes (If-None-Match, If-Match) and cannot hold a log",
    },
    remedy: {
      zh: "请换用支持条件写入的存储，或去掉 LOG_STORAGE 存放在本机",
      en: "use a storage that does, or leave LOG_STORAGE out to keep the log on this machine",
    },
  },
} as const;

export type LogRefusalCode = keyof typeof words;

/** The log refuses to go on; what was published goes on being served. `place` is an object, an index or a value. */
export class LogRefusal extends Error {
  readonly code: LogRefusalCode;
  readonly place: string;

  constructor(code: LogRefusalCode, place: string) {
    super(`${code} ${place}: ${words[code].why.en}`);
    this.name = "LogRefusal";
    this.code = code;
    this.place = place;
  }

  get why(): Words {
    return words[this.code].why;
  }

  /** What somebody can do about it. */
  get remedy(): Words {
    return words[this.code].remedy;
  }

  /** For the operator, in both languages. */
  get lines(): readonly [zh: string, en: string] {
    const { code, place, why, remedy } = this;
    return [
      `公开日志停止增长（${code}，${place}）：${why.zh}。${remedy.zh}`,
      `the public log stopped (${code}, ${place}): ${why.en}; ${remedy.en}`,
    ];
  }
}
