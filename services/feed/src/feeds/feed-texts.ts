import type { Lang } from "@mingzhang/ui";

interface FeedTexts {
  readonly author: string;
  readonly title: string;
  readonly planTitle: (plan: string) => string;
  readonly description: string;
  /** `whole` is the address of the feed that leaves nothing out. */
  readonly planDescription: (whole: string) => string;
}

/** What a feed says of itself. */
export const feedTexts: Readonly<Record<Lang, FeedTexts>> = {
  "zh-CN": {
    author: "明账",
    title: "明账：全部公开记录",
    planTitle: (plan) => `明账：${plan}`,
    description: "对口帮扶资金、项目与变更的每一条公开记录，按编号排列，只增不改。",
    planDescription: (whole) => `只含一个规划的记录，是筛选后的订阅源。要确认没有遗漏，请对照全部记录：${whole}`,
  },
  en: {
    author: "Mingzhang",
    title: "Mingzhang: all public records",
    planTitle: (plan) => `Mingzhang: ${plan}`,
    description: "Every public record of money, projects and changes, by index; records are only ever added.",
    planDescription: (whole) => `A filter: the records of one plan. To be sure that none is left out, compare ${whole}`,
  },
};
