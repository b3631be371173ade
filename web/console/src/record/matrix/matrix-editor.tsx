import { Amount } from "@mingzhang/ui";
import { useText } from "../../i18n/text.tsx";
import { matrixField } from "../check.ts";
import { fieldId } from "../field.tsx";
import type { RecordPlan } from "../kind.ts";
import type { ShownFault } from "../server-fault.ts";
import type { Values } from "../values.ts";
import { EditRows } from "./edit-rows.tsx";
import { convertCells, matrixUnitField, type Shift } from "./shift.ts";

export interface MatrixEditorProps {
  readonly plan: RecordPlan;
  readonly matrix: "balanced" | "free";
  readonly shift: Shift;
  readonly values: Values;
  readonly onChange: (patch: Values) => void;
  readonly faults: readonly ShownFault[];
}

/** The plan's matrix with amounts to be typed over; what each change takes or gives is shown while one types. */
export function MatrixEditor({ plan, matrix, shift, values, onChange, faults }: MatrixEditorProps) {
  const { t } = useText();
  const unit = values[matrixUnitField] === "yuan" ? "yuan" : "wan";
  return (
    <section className="sheet matrix-edit" aria-labelledby="matrix-edit">
      <div className="section-head">
        <h2 id="matrix-edit">{t("matrixEdit.title")}</h2>
        <p>{t(matrix === "balanced" ? "matrixEdit.balancedHint" : "matrixEdit.freeHint")}</p>
        <div className="switch" role="group" aria-label={t("shell.unit")}>
          {(["wan", "yuan"] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === unit}
              onClick={() => one !== unit && onChange(convertCells(values, one))}
            >
              {t(`unit.${one}`)}
            </button>
          ))}
        </div>
      </div>
      <div className="matrix-frame" role="group" aria-labelledby="matrix-edit" tabIndex={-1} id={fieldId(matrixField)}>
        <EditRows plan={plan} shift={shift} unit={unit} onChange={onChange} />
      </div>
      <Balance matrix={matrix} shift={shift} />
      {faults.map(({ text }) => (
        <p key={text} className="fault">
          {text}
        </p>
      ))}
    </section>
  );
}

/** The one sentence that matters: does it balance, and if not, by how much. */
function Balance({ matrix, shift }: { matrix: "balanced" | "free"; shift: Shift }) {
  const { t } = useText();
  const { deltas, difference } = shift;
  if (deltas.length === 0) {
    return (
      <p className="balance" role="status">
        {t("matrixEdit.nothing")}
      </p>
    );
  }
  const added = deltas.filter(({ fen }) => fen > 0n).reduce((sum, { fen }) => sum + fen, 0n);
  const balanced = difference === 0n;
  return (
    <p className="balance" data-state={balanced || matrix === "free" ? "good" : "off"} role="status">
      {t("matrixEdit.cells", { count: deltas.length })} · {t("matrixEdit.moved")} <Amount fen={added} withUnit /> ·{" "}
      {t("matrixEdit.difference")}{" "}
      <strong>
        <Amount fen={difference} signed withUnit />
      </strong>{" "}
      {matrix === "balanced" && t(balanced ? "matrixEdit.balanced" : "matrixEdit.notBalanced")}
    </p>
  );
}
