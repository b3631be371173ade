import { Amount, type AmountUnit } from "@mingzhang/ui";
import { useText } from "../../i18n/text.tsx";
import type { RecordPlan } from "../kind.ts";
import type { Values } from "../values.ts";
import { CellInput } from "./cell-input.tsx";
import type { Shift } from "./shift.ts";

export interface EditRowsProps {
  readonly plan: RecordPlan;
  readonly shift: Shift;
  readonly unit: AmountUnit;
  readonly onChange: (patch: Values) => void;
}

/** Projects and years with an input in every cell, and what each row and column changes by. */
export function EditRows({ plan, shift, unit, onChange }: EditRowsProps) {
  const { t } = useText();
  return (
    <table className="matrix">
      <caption className="mz-aside">{t("matrixEdit.title")}</caption>
      <thead>
        <tr>
          <th scope="col" className="matrix-name">
            {t("matrix.project")}
          </th>
          {plan.years.map(({ year }) => (
            <th key={year} scope="col" className="mz-figures">
              {year}
            </th>
          ))}
          <th scope="col" className="mz-figures">
            {t("matrixEdit.change")}
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.projects.map((project, row) => (
          <tr key={project.code}>
            <th scope="row" className="matrix-name">
              <span className="matrix-number">{project.number}</span>
              {project.name}
            </th>
            {(shift.cells[row] ?? []).map((cell, column) => (
              <CellInput
                key={cell.year}
                cell={cell}
                place={{ row, column }}
                label={`${project.name} ${cell.year}`}
                onChange={onChange}
              />
            ))}
            <Delta fen={shift.byProject[row] ?? 0n} unit={unit} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="matrix-total">
          <th scope="row" className="matrix-name">
            {t("matrixEdit.difference")}
          </th>
          {plan.years.map(({ year }, column) => (
            <Delta key={year} fen={shift.byYear[column] ?? 0n} unit={unit} />
          ))}
          <td className="mz-figures">
            <Amount fen={shift.difference} signed unit={unit} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Delta({ fen, unit }: { fen: bigint; unit: AmountUnit }) {
  return (
    <td className="mz-figures">
      {fen === 0n ? <span className="soft">·</span> : <Amount fen={fen} signed unit={unit} />}
    </td>
  );
}
