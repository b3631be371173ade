import { Amount, Day, fenOf, Lateness, Table } from "@mingzhang/ui";
import { FigureValue } from "../because/figure-value.tsx";
import type { ChangeLineFragment } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { dayDifference, decimalDifference } from "./difference.ts";
import { ViewLink } from "../view/view-link.tsx";

export interface ChangeTableProps {
  readonly changes: readonly ChangeLineFragment[];
  readonly caption: string;
  /** For a preview: what makes the difference is not recorded yet. */
  readonly withoutEvents?: boolean;
}

/** Figures and states before and after; for money also the difference. */
export function ChangeTable({ changes, caption, withoutEvents = false }: ChangeTableProps) {
  const { t } = useText();
  const withEvents = !withoutEvents && changes.some(({ because }) => because.length > 0);
  return (
    <Table
      caption={caption}
      captionUnseen
      rows={changes}
      rowKey={(change) => change.path}
      columns={[
        { id: "label", head: t("diff.figure"), namesRow: true, cell: ({ label }) => label },
        {
          id: "before",
          head: t("diff.before"),
          figures: true,
          cell: ({ path, kind, before }) => <FigureValue path={path} kind={kind} value={before} />,
        },
        {
          id: "after",
          head: t("diff.after"),
          figures: true,
          cell: ({ path, kind, after }) => (
            <strong>
              <FigureValue path={path} kind={kind} value={after} />
            </strong>
          ),
        },
        { id: "difference", head: t("diff.difference"), figures: true, cell: (change) => <Difference {...change} /> },
        ...(withEvents
          ? [{ id: "because", head: t("diff.because"), cell: (change: ChangeLineFragment) => <Causes {...change} /> }]
          : []),
      ]}
    />
  );
}

function Difference({ kind, before, after }: ChangeLineFragment) {
  const { t } = useText();
  if (kind === "money") return <Amount fen={(fenOf(after) ?? 0n) - (fenOf(before) ?? 0n)} signed />;
  if (before === null || after === null) return null;
  if (kind === "date") return t("diff.days", { days: dayDifference(before, after) });
  if (kind === "quantity") return decimalDifference(before, after);
  const points = kind === "percent" ? decimalDifference(before, after) : null;
  return points === null ? null : t("diff.points", { points });
}

const shownAtOnce = 3;

function Causes({ because }: ChangeLineFragment) {
  const { t } = useText();
  const rest = because.slice(shownAtOnce);
  return (
    <>
      <EventLines events={because.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <details>
          <summary>{t("diff.moreEvents", { count: rest.length })}</summary>
          <EventLines events={rest} />
        </details>
      )}
    </>
  );
}

function EventLines({ events }: { events: ChangeLineFragment["because"] }) {
  return (
    <ul className="event-lines">
      {events.map((event) => (
        <li key={event.id}>
          <Day date={event.occurredOn} /> <ViewLink to={`/events/${event.id}`}>{event.summary}</ViewLink>{" "}
          <Lateness days={event.lateDays} />
        </li>
      ))}
    </ul>
  );
}
