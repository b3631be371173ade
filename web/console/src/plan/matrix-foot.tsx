import { percentText } from "@mingzhang/ledger";
import { Amount, Percent } from "@mingzhang/ui";
import type { ReactNode } from "react";
import { FigureLink } from "../because/figure-link.tsx";
import { figures } from "../because/figures.ts";
import { useText } from "../i18n/text.tsx";
import { type PlanOnPage, sumOver } from "./matrix.ts";

/** What the years add up to, what the funding rule gives for them, the difference, and the money that has moved. */
export function MatrixFoot({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  const { years } = plan;
  const byRule = sumOver(years, "byRule");
  return (
    <tfoot>
      <FootRow
        name={t("matrix.total")}
        className="matrix-total"
        cells={years.map(({ year, allocated }) => (
          <Figure key={year} figure={figures.yearAllocated(year)} fen={allocated.fen} />
        ))}
        sum={<Figure figure={figures.total} fen={plan.total.fen} />}
        share={<Percent value="100" />}
      />
      {byRule !== null && (
        <>
          <FootRow
            name={t("matrix.rule", { rate: plan.fundingRule?.ratePercent ?? "" })}
            cells={years.map(({ year, byRule: fen }) => (
              <Figure key={year} figure={figures.yearByRule(year)} fen={fen?.fen ?? null} digits={2} />
            ))}
            sum={<Amount fen={byRule} digits={2} />}
          />
          <FootRow
            name={t("matrix.variance")}
            cells={years.map(({ year, variance }) => (
              <Figure key={year} figure={figures.yearVariance(year)} fen={variance?.fen ?? null} digits={2} signed />
            ))}
            sum={<Amount fen={sumOver(years, "variance")} digits={2} signed />}
          />
        </>
      )}
      {(["appropriated", "released", "paid"] as const).map((kind) => (
        <FootRow
          key={kind}
          name={t(`matrix.${kind}`)}
          className="matrix-moved"
          cells={years.map((year) => (
            <Figure key={year.year} figure={figures.yearMoved(year.year, kind)} fen={year[kind].fen} />
          ))}
          sum={<Figure figure={figures.moved(kind)} fen={plan[kind].fen} />}
          share={<Percent value={percentText(BigInt(plan[kind].fen), BigInt(plan.total.fen))} />}
        />
      ))}
    </tfoot>
  );
}

interface FootRowProps {
  readonly name: string;
  readonly className?: string;
  readonly cells: readonly ReactNode[];
  readonly sum: ReactNode;
  readonly share?: ReactNode;
}

const blank = "\u00a0";

function FootRow({ name, className, cells, sum, share }: FootRowProps) {
  return (
    <tr className={className}>
      <th scope="row" className="matrix-name">
        {name}
      </th>
      <td className="matrix-unit">{blank}</td>
      {cells.map((cell, index) => (
        <td key={index} className="mz-figures">
          {cell}
        </td>
      ))}
      <td className="mz-figures matrix-sum">{sum}</td>
      <td className="mz-figures">{share ?? blank}</td>
    </tr>
  );
}

interface FigureProps {
  readonly figure: string;
  readonly fen: string | null;
  readonly digits?: 2;
  readonly signed?: boolean;
}

function Figure({ figure, fen, ...rest }: FigureProps) {
  if (fen === null) return <Amount fen={null} />;
  return (
    <FigureLink figure={figure}>
      <Amount fen={fen} {...rest} />
    </FigureLink>
  );
}
