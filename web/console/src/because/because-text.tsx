import { Amount, Day, fenOf, Instant, Lateness, Table } from "@mingzhang/ui";
import type { BecauseQuery } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { daysLate } from "../view/lateness.ts";
import { ViewLink } from "../view/view-link.tsx";
import { FigureLink } from "./figure-link.tsx";
import { FigureValue } from "./figure-value.tsx";

type Because = BecauseQuery["because"];

/** A figure, the formula that it comes from, and the events that add up to it. */
export function BecauseText({ because }: { because: Because }) {
  const { t } = useText();
  const { label, value, kind, formula, operands, events, pair } = because;
  return (
    <div className="because-text">
      <h2>{label}</h2>
      <p className="because-value">
        <FigureValue path={because.path} kind={kind} value={value} withUnit />
      </p>
      <p className="because-pair">
        {t("because.pair")} <Day date={pair.asOf} /> · {t("because.known")} <Instant at={pair.knownAt} />
      </p>
      {formula && (
        <section>
          <h3>{t("because.formula")}</h3>
          <p className="formula">{formula}</p>
        </section>
      )}
      {operands.length > 0 && <Operands operands={operands} />}
      {events.length > 0 ? <Events because={because} /> : formula === null && <p>{t("because.none")}</p>}
    </div>
  );
}

function Operands({ operands }: { operands: Because["operands"] }) {
  const { t } = useText();
  return (
    <Table
      caption={t("because.operands")}
      rows={operands}
      rowKey={(operand) => operand.path}
      columns={[
        { id: "label", head: t("because.operand"), namesRow: true, cell: (operand) => operand.label },
        {
          id: "value",
          head: t("because.value"),
          figures: true,
          cell: (operand) => (
            <FigureLink figure={operand.path}>
              <FigureValue path={operand.path} kind={operand.kind} value={operand.value} withUnit />
            </FigureLink>
          ),
        },
      ]}
    />
  );
}

function Events({ because: { events, kind, value } }: { because: Because }) {
  const { t } = useText();
  const parts = events.flatMap(({ contribution }) => fenOf(contribution?.fen) ?? []);
  const sum = parts.reduce((total, part) => total + part, 0n);
  const adds = kind === "money" && parts.length > 0;
  return (
    <>
      <Table
        caption={t("because.events", { count: events.length })}
        rows={events}
        rowKey={(event) => event.id}
        columns={[
          {
            id: "event",
            head: t("because.event"),
            namesRow: true,
            cell: (event) => (
              <>
                <ViewLink to={`/events/${event.id}`}>{event.summary}</ViewLink>
                <span className="because-times">
                  <Day date={event.occurredOn} /> · {t("because.recorded")} <Instant at={event.recordedAt} />{" "}
                  <Lateness days={daysLate(event.occurredOn, event.recordedAt)} />
                </span>
              </>
            ),
            ...(adds && { foot: t("because.sum") }),
          },
          ...(adds
            ? [
                {
                  id: "part",
                  head: t("because.contribution"),
                  figures: true,
                  cell: (event: Because["events"][number]) => <Amount fen={event.contribution?.fen} signed />,
                  foot: <Amount fen={sum} />,
                },
              ]
            : []),
        ]}
      />
      {adds && <p className="because-check">{t(sum === fenOf(value) ? "because.adds" : "because.differs")}</p>}
    </>
  );
}
