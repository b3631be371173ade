import { useAnswer } from "../client/answer.ts";
import { PlanViewDocument } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { useView } from "./use-view.ts";

/** Projects to choose from, by the same question that the plan page asks, so that it is answered already. */
export function useChoices(slug: string): { readonly projects: readonly { code: string; name: string }[] } {
  const { apiLang } = useText();
  const { variables } = useView();
  const answer = useAnswer(PlanViewDocument, { slug, lang: apiLang, ...variables }, { keep: slug });
  return { projects: answer.state === "ready" ? (answer.data.plan?.projects ?? []) : [] };
}
