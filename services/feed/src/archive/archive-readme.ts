/** The notes that go with an archive, for somebody who finds it years later. */
export function archiveReadme({ origin, size }: { origin: string; size: number }): { zh: string; en: string } {
  return { zh: zh(origin, size), en: en(origin, size) };
}

const zh = (origin: string, size: number): string => `明账：公开日志归档
================

日志：${origin}
条数：${size}

这个文件夹里有全部公开记录，也有验证它的程序。无需联网，无需安装，只要有 Node.js 20.19 或更高版本：

    node verify.mjs .

程序会逐步说明它核对了什么：
  一、签名成立；每个哈希块、每条记录的原文都与签署的总指纹一致；
  二、供阅读的文本与已证明的记录相同；
  三、只凭这些公开记录重新记账：逐日平衡到分，调剂不改变总额，下达不超过安排，支付不超过下达。

文件：
  checkpoint     日志方（和见证人）签署的检查点：条数与总指纹
  policy, keys   日志方公布的信任规则与公钥。请与公报等其他来源核对指纹，再用 --policy 固定下来
  tile/          哈希块与记录包（C2SP tlog-tiles、RFC 6962、SHA-256）
  ndjson/        同样的记录，每行一条 JSON，可直接阅读
  verify.mjs     验证程序。若不信任随附的这一份，请从别处取得同一程序
  SHA256SUMS     以上未被签名覆盖的文件的校验值

它证明记录未被改动、彼此相符；不证明记录真实，也不证明没有漏记。
`;

const en = (origin: string, size: number): string => `Mingzhang: archive of a public log
==================================

Log:     ${origin}
Entries: ${size}

This folder holds every public entry and the program that verifies them. No network and no installation are needed,
only Node.js 20.19 or newer:

    node verify.mjs . --lang en

It says step by step what it checks:
  1. the signatures hold, and every tile and every entry agrees with the signed fingerprint of them all;
  2. the lines for readers are the proved entries;
  3. the books, kept anew from these public entries alone: they balance to the fen on every day, reallocations keep the
     total, nothing is released above its allocation, nothing paid above what was released.

Files:
  checkpoint     signed by the log (and its witnesses): number of entries and the fingerprint of them all
  policy, keys   whom to trust, as the log itself says; compare the fingerprints with a gazette, then pin by --policy
  tile/          tiles of hashes and bundles of entries (C2SP tlog-tiles, RFC 6962, SHA-256)
  ndjson/        the same entries, a line of JSON each, to be read
  verify.mjs     the verifier; if you do not trust the one that comes with the archive, take it from elsewhere
  SHA256SUMS     sums of the files that no signature covers

It proves that entries were not changed and agree with each other; not that they are true, or that none is missing.
`;
