import { useEffect, useRef } from "react";
import { useText } from "../i18n/text.tsx";
import { ViewLink } from "../view/view-link.tsx";
import { correctionField, matrixField } from "./check.ts";
import { fieldId } from "./field.tsx";
import type { Kind } from "./kind.ts";
import type { ShownFault } from "./server-fault.ts";

export interface FaultSummaryProps {
  readonly faults: readonly ShownFault[];
  /** Grows when faults are shown anew: then the reader is led here, and not while mending them. */
  readonly turn: number;
  readonly kind: Kind;
}

/** All that stands in the way, at the top and at once; each line leads to its field. */
export function FaultSummary({ faults, turn, kind }: FaultSummaryProps) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) box.current?.focus();
  }, [turn]);
  if (faults.length === 0) return null;
  const labelOf = (name: string) => {
    if (name === matrixField) return t("matrixEdit.title");
    if (name === correctionField) return t("field.correctionReason");
    const field = kind.fields.find((one) => one.name === name);
    return field ? t(field.label) : name;
  };
  return (
    <div className="fault-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{t("fault.title", { count: faults.length })}</h2>
      <ul>
        {faults.map(({ field, text, event }, index) => (
          <li key={index}>
            {field === null ? text : <a href={`#${fieldId(field)}`}>{`${labelOf(field)}${t("list.colon")}${text}`}</a>}
            {event && (
              <>
                {" "}
                <ViewLink to={`/events/${event.id}`}>{event.summary}</ViewLink>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
