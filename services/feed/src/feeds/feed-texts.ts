import type { Lang } from "@mingzhang/ui";

interface FeedTexts {
  readonly author: string;
  readonly title: string;
  /** `parts`: the plan, the project and the kind that it is cut down to. */
  readonly filteredTitle: (parts: readonly string[]) => string;
  readonly description: string;
  /** `whole` is the address of the feed that leaves nothing out. */
  readonly filteredDescription: (whole: string) => string;
  /** Where nothing was added for longer than the log promised: how long it is, and since when records wait. */
  readonly standing: (size: string, since: string) => string;
}

/** What a feed says of itself. */
export const feedTexts: Readonly<Record<Lang, FeedTexts>> = {
  "zh-CN": {
    author: "明账",
    title: "明账：全部公开记录",
    filteredTitle: (parts) => `明账：${parts.join(" · ")}`,
    description: "对口帮扶资金、项目与变更的每一条公开记录，按编号排列，只增不改。",
    filteredDescription: (whole) => `这是筛选后的订阅源，不含其他记录。要确认没有遗漏，请对照全部记录：${whole}`,
    standing: (size, since) =>
      `订阅源停在第 ${size} 条：${since}（北京时间）起录入的记录还没有进入经签署和见证的检查点，进入后即行补上。`,
  },
  en: {
    author: "Mingzhang",
    title: "Mingzhang: all public records",
    filteredTitle: (parts) => `Mingzhang: ${parts.join(" · ")}`,
    description: "Every public record of money, projects and changes, by index; records are only ever added.",
    filteredDescription: (whole) => `A filter of the record. To be sure that nothing is left out, compare ${whole}`,
    standing: (size, since) =>
      `The feed stands still at ${size} entries: records made since ${since} (Beijing time) are under no signed and ` +
      "witnessed checkpoint yet, and follow once they are.",
  },
};
