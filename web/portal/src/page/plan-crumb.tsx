import { Local } from "./local.tsx";
import { usePage } from "./page-context.tsx";

/** The plan that a page belongs to, as the way back to it. */
export function PlanCrumb() {
  const { frame, link } = usePage();
  if (!frame.plan) return null;
  return (
    <p className="crumb">
      <a href={link(`/plans/${frame.plan.slug}`)}>
        <Local text={frame.plan.name} />
      </a>
    </p>
  );
}
