import { fenOf } from "@mingzhang/ui";
import type { PlanOnPage } from "../plan/matrix.ts";

/** Heights and places of the funds chain in drawing units. Only ratios of money become numbers here, never amounts. */
export interface FlowNode {
  readonly code: string;
  readonly name: string;
  readonly y: number;
  readonly height: number;
  readonly received: bigint;
  readonly balance: bigint;
  /** Middle line of the label, kept apart from its neighbours. */
  readonly labelY: number;
}

export interface FlowRibbon {
  readonly code: string;
  readonly fromY: number;
  readonly toY: number;
  readonly height: number;
}

export interface Flow {
  readonly height: number;
  readonly treasury: { readonly y: number; readonly height: number; readonly planned: number };
  readonly earmarked: { readonly y: number; readonly height: number; readonly held: number };
  readonly projects: readonly FlowNode[];
  readonly payees: readonly FlowNode[];
  readonly releases: readonly FlowRibbon[];
  readonly payments: readonly FlowRibbon[];
}

const fullHeight = 240;
const rowHeight = 40;
const gap = 8;

/** Lays out treasury → earmarked account → subledgers → payees; the full height stands for the plan's total. */
export function flowOf(plan: Pick<PlanOnPage, "total" | "appropriated" | "released" | "projects">): Flow {
  const total = fenOf(plan.total.fen) ?? 0n;
  const scale = (fen: bigint) => share(fen, total) * fullHeight;
  const appropriated = fenOf(plan.appropriated.fen) ?? 0n;
  const released = fenOf(plan.released.fen) ?? 0n;
  const inOrder = plan.projects.toSorted((a, b) => a.number - b.number);
  const top = 28;
  const projects = stack(
    inOrder.map((project) => ({
      code: project.code,
      name: project.name,
      received: fenOf(project.released.fen) ?? 0n,
      balance: fenOf(project.balance.fen) ?? 0n,
    })),
    scale,
    top,
  );
  const payees = projects.map((node) => {
    const received = node.received - node.balance;
    return { ...node, received, balance: 0n, height: scale(received) };
  });
  const bottom = Math.max(...projects.map(({ y, height }) => Math.max(y + height, y + rowHeight)), top + fullHeight);
  const middle = top + (bottom - top - fullHeight) / 2;
  const held = scale(appropriated - released);
  return {
    height: bottom + 12,
    treasury: { y: middle, height: scale(appropriated), planned: fullHeight },
    earmarked: { y: middle, height: scale(appropriated), held },
    projects,
    payees,
    releases: ribbons(projects, middle + held),
    payments: projects.map((node, index) => ({
      code: node.code,
      fromY: node.y,
      toY: payees[index]?.y ?? node.y,
      height: payees[index]?.height ?? 0,
    })),
  };
}

type Source = Pick<FlowNode, "code" | "name" | "received" | "balance">;

function stack(sources: readonly Source[], scale: (fen: bigint) => number, top: number): FlowNode[] {
  let y = top;
  return sources.map((source) => {
    const height = scale(source.received);
    const node = { ...source, y, height, labelY: y + Math.max(height, rowHeight - gap) / 2 };
    y += Math.max(height + gap, rowHeight);
    return node;
  });
}

function ribbons(projects: readonly FlowNode[], start: number): FlowRibbon[] {
  let fromY = start;
  return projects.map(({ code, y, height }) => {
    const ribbon = { code, fromY, toY: y, height };
    fromY += height;
    return ribbon;
  });
}

/** part / whole between 0 and 1 for drawing, from exact amounts. */
export function share(part: bigint, whole: bigint): number {
  return whole <= 0n || part <= 0n ? 0 : Number((part * 1_000_000n) / whole) / 1_000_000;
}

/** Outline of a ribbon between two columns. */
export function ribbonPath({ fromY, toY, height }: FlowRibbon, fromX: number, toX: number): string {
  const bend = (fromX + toX) / 2;
  return [
    `M${fromX} ${fromY}`,
    `C${bend} ${fromY} ${bend} ${toY} ${toX} ${toY}`,
    `L${toX} ${toY + height}`,
    `C${bend} ${toY + height} ${bend} ${fromY + height} ${fromX} ${fromY + height}Z`,
  ].join("");
}
