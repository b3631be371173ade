import { useSearchParams } from "react-router";
import { useText } from "../i18n/text.tsx";
import { Page } from "../shell/page.tsx";
import { usePlanNow } from "../shell/plan-frame.tsx";
import { Choice } from "../view/choice.tsx";
import { useChoices } from "../view/use-choices.ts";
import { withParams } from "../view/view-state.ts";
import { EventList } from "./event-list.tsx";
import { eventTypes, typeWord } from "./type-word.ts";

/** All that was recorded, newest first, with the replaced ones; any two moments of it can be compared. */
export function HistoryPage() {
  const { t } = useText();
  const plan = usePlanNow();
  const { projects } = useChoices(plan.slug);
  const [params, setParams] = useSearchParams();
  const set = (name: string) => (value: string) =>
    setParams((current) => withParams(current, { [name]: value || null }), { replace: true, preventScrollReset: true });
  const project = params.get("project") ?? "";
  const type = params.get("type") ?? "";
  return (
    <Page title={t("nav.history")} under={plan.name}>
      <section className="sheet">
        <div className="filter" role="search" aria-label={t("filter.label")}>
          <Choice
            label={t("matrix.project")}
            value={project}
            onChange={set("project")}
            none={t("filter.all")}
            options={projects.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Choice
            label={t("event.type")}
            value={type}
            onChange={set("type")}
            none={t("filter.all")}
            options={eventTypes.map((one) => ({ value: one, label: typeWord(one, t) }))}
          />
        </div>
        <EventList slug={plan.slug} filter={{ ...(project && { project }), ...(type && { type }) }} />
      </section>
    </Page>
  );
}
