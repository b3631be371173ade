import { renderDocument, type RenderedPage } from "../page/document.tsx";
import type { Frame } from "../page/frame.ts";
import { usePage } from "../page/page-context.tsx";
import type { MessageId } from "../text/catalogs.ts";

/** What went wrong, by the name that the problem documents use too. */
export type TroubleKind =
  | "not-found"
  | "plan-not-found"
  | "entry-not-found"
  | "no-date"
  | "no-instant"
  | "in-future"
  | "bad-parameter"
  | "evidence-withdrawn"
  | "plan-stands-still"
  | "not-proved-yet"
  | "unavailable"
  | "internal";

export interface TroubleModel {
  readonly kind: TroubleKind;
  /** The parameter and its value, where one is to blame. */
  readonly field: string | null;
  readonly value: string | null;
  /** The address names dates: the same page without them may exist. */
  readonly dated: boolean;
  /** Address of the same page as known before what cannot be shown yet, where that is the trouble. */
  readonly lastExact?: string | null;
}

/** Says what is wrong, with the value, and what helps. */
export function troublePage(frame: Frame, model: TroubleModel): RenderedPage {
  return renderDocument({ frame, title: (t) => t(`trouble.${model.kind}.title`), body: <Trouble {...model} /> });
}

function Trouble({ kind, field, value, dated, lastExact = null }: TroubleModel) {
  const { frame, t, link } = usePage();
  const help: MessageId = `trouble.${kind}.help`;
  return (
    <div className="trouble">
      <h1>{t(`trouble.${kind}.title`)}</h1>
      {field !== null && value !== null && (
        <p className="mono wrong">
          {field}={value}
        </p>
      )}
      <p className="prose">{t(help)}</p>
      <ul>
        {lastExact !== null && (
          <li>
            <a href={lastExact}>{t("trouble.lastExact")}</a>
          </li>
        )}
        {dated && (
          <li>
            <a href={link(frame.path)}>{t("trouble.now")}</a>
          </li>
        )}
        <li>
          <a href={link("/")}>{t("trouble.home")}</a>
        </li>
      </ul>
    </div>
  );
}
