import { Day } from "@mingzhang/ui";
import { Input } from "antd";
import { useAnswer } from "../client/answer.ts";
import { EventViewDocument } from "../client/documents.gen.ts";
import { useText } from "../i18n/text.tsx";
import { ViewLink } from "../view/view-link.tsx";
import type { FieldInputProps } from "./field-input.tsx";

/** The event that is voided, by its id, with what it says below, so that nobody voids another one. */
export function EventInput({ field, values, onChange, aria }: FieldInputProps) {
  const { t, apiLang } = useText();
  const id = (values[field.name] ?? "").trim();
  const answer = useAnswer(EventViewDocument, { id, lang: apiLang }, { pause: id === "", keep: id });
  const event = answer.state === "ready" ? answer.data.event : null;
  return (
    <>
      <Input {...aria} value={id} onChange={({ target }) => onChange({ [field.name]: target.value })} />
      {event && (
        <p className="notice-plain">
          <Day date={event.occurredOn} /> <ViewLink to={`/events/${event.id}`}>{event.summary}</ViewLink>
        </p>
      )}
      {answer.state === "ready" && answer.data.event === null && <p className="warn">{t("event.unknown")}</p>}
    </>
  );
}
