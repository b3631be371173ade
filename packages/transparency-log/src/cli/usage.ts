import type { Words } from "../words/words.ts";

const options = "[--max-age HOURS] [--form event|any] [--lang zh|en] [--json]";

const calls = `  verify SOURCE INDEX --policy FILE [--kept FILE]... [--disclosure TEXT]... ${options}
  verify --proof FILE [--entry FILE] --policy FILE [--disclosure TEXT]... ${options}
  audit SOURCE --policy FILE [--kept FILE]... ${options}
  proof SOURCE INDEX --policy FILE --out FILE ${options}
`;

export const usage: Words = {
  zh: `核验一份公开透明日志。

${calls}
SOURCE   日志的网址，或其静态文件所在的文件夹或 zip 压缩包
INDEX    记录的序号，从 0 起
--policy 您信任的日志和见证人（C2SP tlog-policy），应取自日志以外的来源
--kept   您以前保存的检查点：核对历史未被改写
--form   event（默认）：记录须为规范的 CloudEvents；any：任意字节

退出码：0 全部通过；1 有一步未通过；2 命令或信任规则有误；3 来源无法读取
`,
  en: `Verify a public transparency log.

${calls}
SOURCE   the log's address, or a folder or zip archive of its static files
INDEX    number of the entry, from 0
--policy the log and witnesses that you trust (C2SP tlog-policy), from elsewhere than the log itself
--kept   a checkpoint that you kept earlier: checks that history was not rewritten
--form   event (default): entries are canonical CloudEvents; any: entries are any bytes

Exit codes: 0 all passed; 1 a step failed; 2 wrong command or policy; 3 the source cannot be read
`,
};
