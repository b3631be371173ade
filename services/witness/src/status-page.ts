import { createHash } from "node:crypto";
import type { Watched } from "./witness.ts";

const style =
  "body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;" +
  "background:#fff}code{overflow-wrap:anywhere;font-size:.9em}table{border-collapse:collapse;width:100%}" +
  "th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-block-end:1px solid #767676}";

/** Policy of the page: its own style, and nothing else. */
export const pagePolicy =
  `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; ` +
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const words = {
  zh: {
    tag: "zh-CN",
    title: "见证人",
    promise:
      "这里运行着一个见证人。它为下列日志作证：每次签署之前，都核对新的日志完整包含以前签署过的全部内容。" +
      "日志一旦删改历史，或给不同的人看不同的内容，就得不到它的签名。它不保证记录真实，也不保证记录齐全。",
    key: "公钥",
    log: "日志",
    size: "已签署到",
    entries: "条",
    root: "总指纹",
    none: "尚未签署过",
    empty: "还没有受托见证的日志。",
    note: "签署的检查点",
    other: '<a href="?lang=en" lang="en">English</a>',
  },
  en: {
    tag: "en",
    title: "Witness",
    promise:
      "A witness runs here. It vouches for the logs below: before it signs, it checks that the new log contains " +
      "everything that it signed before. A log that rewrites history, or shows different people different things, " +
      "does not get its signature. It does not vouch that entries are true, or that none is missing.",
    key: "Public key",
    log: "Log",
    size: "Signed up to",
    entries: "entries",
    root: "Fingerprint of all",
    none: "nothing signed yet",
    empty: "No log is watched yet.",
    note: "the signed checkpoint",
    other: '<a href="?lang=zh-CN" lang="zh-CN">中文</a>',
  },
} as const;

/** The page for a reader: who the witness is, and what it has signed of each log. */
export function statusPage(language: "zh" | "en", vkey: string, watched: readonly Watched[]): string {
  const said = words[language];
  const rows = watched.map(({ origin, hash, checkpoint }) => {
    const link = `<a href="/${hash}/checkpoint">${said.note}</a>`;
    const state =
      checkpoint === undefined
        ? said.none
        : `${said.size} ${checkpoint.size} ${said.entries} (${link})<br>` +
          `${said.root} <code>${rootOf(checkpoint.root)}</code>`;
    return `<tr><th scope="row"><code>${escaped(origin)}</code></th><td>${state}</td></tr>`;
  });
  const head = `<thead><tr><th scope="col">${said.log}</th><th scope="col">${said.size}</th></tr></thead>`;
  const table = `<table>${head}<tbody>${rows.join("")}</tbody></table>`;
  return [
    `<!doctype html><html lang="${said.tag}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${said.title}</title>`,
    `<style>${style}</style></head><body><p>${said.other}</p><main><h1>${said.title}</h1><p>${said.promise}</p>`,
    `<h2>${said.key}</h2><p><code>${escaped(vkey)}</code></p>`,
    rows.length === 0 ? `<p>${said.empty}</p>` : table,
    "</main></body></html>\n",
  ].join("");
}

function rootOf(root: Uint8Array): string {
  return Buffer.from(root).toString("base64");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
