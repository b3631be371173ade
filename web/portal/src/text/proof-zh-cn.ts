/** Words about an entry's place in the public log, and how to verify it. */
export const proofZhCn = {
  "place.title": "在公开日志中的位置",
  "place.lead":
    "公开日志是一份只能在末尾追加的清单。每条记录都有固定的编号和指纹；全部指纹合成一个总指纹，由日志方签署。",
  "place.index": "编号（从 0 起）",
  "place.size": "覆盖它的日志条数",
  "place.root": "总指纹（SHA-256，Base64）",
  "place.origin": "日志名称",
  "place.pending":
    "这条记录已经录入，但尚未写进签署的检查点，还不能证明。日志承诺 60 秒内写入，见证人不足时会更久。请稍后刷新。",
  "mark.unproved": "待入公开日志，尚不能证明",
  "feeds.waiting":
    "订阅源停在第 {size} 条：{since}（北京时间）起录入的记录尚未写进签署的检查点。" +
    "页面可以先显示它们，订阅源和下载的数据要等到能够证明之后。",
  "place.pinned": "本页固定在所选的日期和时刻，所以不写日志今天有多少条；验证时会读取日志现在的检查点。",
  "place.checkpoint": "检查点原文",
  "place.links": "证明所需的文件",
  "place.proofFile": "本条的证明文件（.tlog-proof）",
  "place.checkpointFile": "当前检查点",
  "place.policyFile": "信任规则与公钥",
  "place.keysFile": "公钥及其沿革",
  "place.archiveFile": "整份日志与验证程序（zip，可离线使用）",
  "verify.title": "验证这条记录",
  "verify.lead":
    "您的浏览器自己完成全部计算：本页这一行原文的指纹，是否真在日志方签署的总指纹之中，" +
    "日志有没有改写过以前的内容。您不必相信这个网站说的话。",
  "verify.button": "在我的浏览器中验证",
  "verify.noScript": "这个按钮需要浏览器脚本。没有脚本时，请用下面的命令验证，结果相同。",
  "verify.save": "下载单文件证明页（HTML，离线也能验证）",
  "verify.saveNote": "一个文件，内有原文、证明、公钥和验证程序。存到任何地方，几年后断网打开，仍能验证。",
  "verify.ownPolicy": "使用我从别处得到的信任规则",
  "verify.ownPolicyLabel": "信任规则（C2SP tlog-policy）",
  "verify.ownPolicyHelp":
    "公报、报纸、审计机关或朋友手中的那一份。留空则用本页自带的：那样只能证明“与这份公钥相符”，不能证明公钥本身可信。",
  "verify.means": "验证能证明什么",
  "verify.meansText":
    "它证明这条记录已公开、没有被改动、位置固定；有见证人时，还证明大家看到的是同一份日志。" +
    "它不证明记录的内容属实，也不证明没有漏记。",
  "verify.command": "用命令验证",
  "verify.commandLead":
    "下载证明文件与信任规则，再用本项目的核验程序核对。整份日志的 zip 里也带有同一程序，不需要联网。",
  "verify.hashLead": "或者只用系统自带的工具算出叶哈希，与本页所写比较：",
  "verify.commandLabel": "核验命令",
  "raw.pretty": "分行显示",
  "raw.line": "原文一行（规范形式，求哈希的就是它）",
  "saved.title": "第 {index} 号记录的证明页",
  "saved.lead":
    "这个文件不需要网络，也不需要信任保存它的地方：点一下按钮，您的浏览器就会核对下面这条公开记录。" +
    "联网时还会对照日志现在的样子。",
  "saved.from": "它来自",
  "saved.rules": "本文件所用的信任规则与公钥",
  "saved.proof": "证明文件原文",
} as const;

export type ProofMessageId = keyof typeof proofZhCn;
