import type { ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "react-router";
import { useText } from "../i18n/text.tsx";
import { withParams } from "../view/view-state.ts";

/** A figure that can be asked why: opens the events behind it beside the page, and in the address. */
export function FigureLink({ figure, children }: { figure: string; children: ReactNode }) {
  const { t } = useText();
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const search = withParams(params, { figure }).toString();
  return (
    <Link className="figure" to={{ pathname, search }} preventScrollReset title={t("because.ask")}>
      {children}
    </Link>
  );
}
