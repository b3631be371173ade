import { fenOf, useUi, writeAmount } from "@mingzhang/ui";
import { useMemo } from "react";
import { useText } from "../i18n/text.tsx";
import type { PlanOnPage } from "../plan/matrix.ts";
import { FlowSteps } from "./flow-steps.tsx";
import { type Flow, type FlowNode, flowOf, ribbonPath } from "./flow.ts";

const width = 1200;
const columns = { treasury: 150, earmarked: 440, projects: 730, payees: 1060 };
const bar = 12;

/** The chain drawn to scale. Whoever does not see it has the table below, which holds every figure of it. */
export function FlowPicture({ plan }: { plan: PlanOnPage }) {
  const { t } = useText();
  const flow = useMemo(() => flowOf(plan), [plan]);
  const write = useWritten();
  const held = (fenOf(plan.appropriated.fen) ?? 0n) - (fenOf(plan.released.fen) ?? 0n);
  const summary = t("funds.summary", {
    appropriated: write(plan.appropriated.fen),
    released: write(plan.released.fen),
    paid: write(plan.paid.fen),
    held: write(held),
  });
  return (
    <figure className="flow">
      <svg viewBox={`0 0 ${width} ${flow.height}`} role="img" aria-label={summary}>
        <Ribbons flow={flow} />
        <Start flow={flow} labels={{ appropriated: write(plan.appropriated.fen), held: write(held) }} />
        {flow.projects.map((node) => (
          <Subledger key={node.code} node={node} balance={write(node.balance)} />
        ))}
        {flow.payees.map((node) => (
          <Payee key={node.code} node={node} paid={write(node.received)} />
        ))}
        <Heads />
      </svg>
      <FlowSteps plan={plan} />
    </figure>
  );
}

function useWritten(): (fen: bigint | string) => string {
  const { unit, t } = useUi();
  return (fen) => `${writeAmount(fenOf(fen) ?? 0n, unit).text} ${t(unit === "wan" ? "unit.wan" : "unit.yuan")}`;
}

function Heads() {
  const { t } = useText();
  return (
    <g className="flow-heads">
      <text x={columns.treasury + bar} y={14} textAnchor="end">
        {t("funds.treasury")}
      </text>
      <text x={columns.earmarked + bar / 2} y={14} textAnchor="middle">
        {t("funds.earmarked")}
      </text>
      <text x={columns.projects} y={14}>
        {t("funds.subledgers")}
      </text>
      <text x={columns.payees} y={14}>
        {t("funds.payees")}
      </text>
    </g>
  );
}

function Ribbons({ flow }: { flow: Flow }) {
  const { treasury, earmarked, releases, payments } = flow;
  const start = { code: "treasury", fromY: treasury.y, toY: earmarked.y, height: treasury.height };
  return (
    <g className="flow-ribbons">
      <path d={ribbonPath(start, columns.treasury + bar, columns.earmarked)} />
      {releases.map((one) => (
        <path key={one.code} d={ribbonPath(one, columns.earmarked + bar, columns.projects)} />
      ))}
      {payments.map((one) => (
        <path key={one.code} d={ribbonPath(one, columns.projects + bar, columns.payees)} />
      ))}
    </g>
  );
}

function Start({ flow, labels }: { flow: Flow; labels: { appropriated: string; held: string } }) {
  const { t } = useText();
  const { treasury, earmarked } = flow;
  const middle = treasury.y + treasury.planned / 2;
  return (
    <g>
      <rect className="flow-planned" x={columns.treasury} y={treasury.y} width={bar} height={treasury.planned} />
      <rect className="flow-bar" x={columns.treasury} y={treasury.y} width={bar} height={treasury.height} />
      <rect className="flow-planned" x={columns.earmarked} y={earmarked.y} width={bar} height={treasury.planned} />
      <rect className="flow-bar" x={columns.earmarked} y={earmarked.y} width={bar} height={earmarked.height} />
      <rect className="flow-held" x={columns.earmarked} y={earmarked.y} width={bar} height={earmarked.held} />
      <text x={columns.treasury - 10} y={middle - 8} textAnchor="end" className="flow-soft">
        {t("funds.appropriated")}
      </text>
      <text x={columns.treasury - 10} y={middle + 12} textAnchor="end" className="flow-figure">
        {labels.appropriated}
      </text>
      <text x={columns.earmarked - 10} y={middle - 8} textAnchor="end" className="flow-soft flow-halo">
        {t("funds.balance")}
      </text>
      <text x={columns.earmarked - 10} y={middle + 12} textAnchor="end" className="flow-figure flow-halo">
        {labels.held}
      </text>
    </g>
  );
}

function Subledger({ node, balance }: { node: FlowNode; balance: string }) {
  const { t } = useText();
  const paid = node.received - node.balance;
  const heldHeight = node.received > 0n ? node.height * (1 - Number((paid * 1000n) / node.received) / 1000) : 0;
  return (
    <g>
      <rect className="flow-bar" x={columns.projects} y={node.y} width={bar} height={Math.max(node.height, 1)} />
      <rect
        className="flow-held"
        x={columns.projects}
        y={node.y + node.height - heldHeight}
        width={bar}
        height={heldHeight}
      />
      <text x={columns.projects + bar + 8} y={node.labelY - 3} className="flow-halo">
        {node.name}
      </text>
      <text x={columns.projects + bar + 8} y={node.labelY + 13} className="flow-soft flow-halo">
        {t("funds.balanceIs", { amount: balance })}
      </text>
    </g>
  );
}

function Payee({ node, paid }: { node: FlowNode; paid: string }) {
  return (
    <g>
      <rect className="flow-paid" x={columns.payees} y={node.y} width={bar} height={Math.max(node.height, 1)} />
      <text
        x={columns.payees + bar + 8}
        y={node.labelY + 4}
        className={node.received > 0n ? "flow-figure" : "flow-soft"}
      >
        {paid}
      </text>
    </g>
  );
}
