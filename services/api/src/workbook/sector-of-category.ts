import { createHash } from "node:crypto";
import type { LocalText } from "@mingzhang/domain";

interface Sector {
  readonly sector: string;
  readonly name: LocalText;
}

/** The categories of the plan's annex, and the sectors that the plan's text has for them. */
const known = new Map<string, Sector>([
  ["民生社保项目", { sector: "livelihood", name: { zh: "民生改善", en: "Livelihood" } }],
  ["加快产业优化升级", { sector: "industry", name: { zh: "产业优化", en: "Industry" } }],
  ["基础设施建设", { sector: "infrastructure", name: { zh: "基础设施建设", en: "Infrastructure" } }],
  ["人才队伍建设", { sector: "talent", name: { zh: "人才培养", en: "Talent" } }],
  ["社会管理", { sector: "social-governance", name: { zh: "社会管理", en: "Social governance" } }],
]);
const knownCodes = new Set([...known.values()].map(({ sector }) => sector));

/**
 * The sector of a category: one of the annex's five, or a sector of the category's own name, with a code that is the
 * same whenever and wherever the category is read.
 */
export function sectorOfCategory(category: string): Sector {
  const plain = category.normalize("NFKC").replace(/\s+/g, " ").trim();
  return known.get(plain.replaceAll(" ", "")) ?? { sector: codeOf(plain), name: { zh: category, en: null } };
}

function codeOf(category: string): string {
  const words = category.toLowerCase();
  const readable = /^[a-z0-9][a-z0-9 &-]*$/.test(words) ? words.replace(/[^a-z0-9]+/g, "-").replace(/-$/, "") : "";
  const isFree = readable !== "" && readable.length <= 60 && !knownCodes.has(readable) && !(readable in {});
  return isFree ? readable : `sector-${createHash("sha256").update(category, "utf8").digest("hex").slice(0, 12)}`;
}
