import { inLang, type LocalText } from "@mingzhang/domain";
import { usePage } from "./page-context.tsx";

/** A text of the plan in the page's language; where nobody translated it, in its own, and marked as such. */
export function Local({ text }: { text: LocalText }) {
  const { words } = usePage();
  if (words === "en" && text.en === null) return <span lang="zh-CN">{text.zh}</span>;
  return inLang(text, words);
}
