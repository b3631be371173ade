import { Drawer } from "antd";
import { useSearchParams } from "react-router";
import { useAnswer } from "../client/answer.ts";
import { Answered } from "../client/answered.tsx";
import { BecauseDocument } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { useView } from "../view/use-view.ts";
import { withParams } from "../view/view-state.ts";
import { BecauseText } from "./because-text.tsx";

/** The events behind one figure, beside the page that shows it. */
export function BecauseDrawer({ slug, figure }: { slug: string; figure: string }) {
  const { t, apiLang } = useText();
  const { variables } = useView();
  const [, setParams] = useSearchParams();
  const answer = useAnswer(BecauseDocument, { slug, figure, lang: apiLang, ...variables }, { keep: figure });
  return (
    <Drawer
      open
      title={t("because.title")}
      size={560}
      className="because"
      onClose={() => setParams((current) => withParams(current, { figure: null }), { preventScrollReset: true })}
    >
      <Answered answer={answer}>{({ because }) => <BecauseText because={because} />}</Answered>
    </Drawer>
  );
}
