import type { QuantityView } from "@mingzhang/domain";
import { Day } from "@mingzhang/ui";
import { Local } from "../page/local.tsx";
import { usePage } from "../page/page-context.tsx";

/** What is to be built, and how much of it is there. */
export function Quantities({
  quantities,
  measured = false,
}: {
  readonly quantities: readonly QuantityView[];
  /** Says when each was measured. */
  readonly measured?: boolean;
}) {
  const { t } = usePage();
  if (quantities.length === 0) return null;
  return (
    <ul className="quantities">
      {quantities.map((quantity) => (
        <li key={quantity.code}>
          <span>
            <Local text={quantity.name} />
          </span>
          <span className="mz-figures">
            {t("quantity.done", { done: quantity.done, planned: quantity.planned })} <Local text={quantity.unit} />
            {measured && quantity.measuredOn !== null && (
              <small>
                {" "}
                {t("quantity.measured")} <Day date={quantity.measuredOn} />
              </small>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
