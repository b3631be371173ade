import { SimulatedMark } from "@mingzhang/ui";
import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import { useText } from "../i18n/text.tsx";
import { useViewPath } from "../view/use-view.ts";
import type { PlanNow } from "./plan-frame.tsx";

const pages = [
  { path: "", id: "nav.plan" },
  { path: "/transfers", id: "nav.transfers" },
  { path: "/history", id: "nav.history" },
  { path: "/diff", id: "nav.diff" },
  { path: "/record", id: "nav.record" },
  { path: "/workbook", id: "nav.workbook" },
] as const;

export function PlanNav({ plan }: { plan: PlanNow }) {
  const { t } = useText();
  const path = useViewPath();
  const { pathname } = useLocation();
  const links = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a narrow page the row of links is wider than the page.
    const all = [...(links.current?.children ?? [])];
    const current = all.find((link) => link.getAttribute("href")?.split("?")[0]?.endsWith(pathname));
    current?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [pathname]);
  return (
    <nav className="plan-nav" aria-label={t("nav.label")}>
      <p className="plan-nav-name">
        {plan.name}
        {plan.simulated && <SimulatedMark />}
      </p>
      <div className="plan-nav-links" ref={links}>
        {pages.map((page) => (
          <NavLink key={page.id} to={path(`/plans/${plan.slug}${page.path}`)} end={page.path === ""}>
            {t(page.id)}
          </NavLink>
        ))}
      </div>
    </nav>
  );
}
