import { faultList, type FaultList } from "./fault-list.ts";
import type { Grid } from "./grid.ts";
import { loadGrids } from "./load-grids.ts";
import { planSheetName, projectSheetName, type PlanWorkbook, type WorkbookFault } from "./plan-workbook.ts";
import { readPlanSheet } from "./read-plan-sheet.ts";
import { readProjectSheet } from "./read-project-sheet.ts";
import { settleRates, type SettledFacts } from "./settle-rates.ts";

export type PlanWorkbookReading =
  | { readonly ok: true; readonly plan: PlanWorkbook }
  | { readonly ok: false; readonly faults: readonly WorkbookFault[] };

/**
 * Reads a plan workbook (.xlsx with the sheets 规划 and 项目表). Every fault is told at once, each with its place and
 * remedy; with a fault there is no plan. Never throws on what the file holds.
 */
export async function readPlanWorkbook(bytes: Uint8Array): Promise<PlanWorkbookReading> {
  const faults = faultList();
  const grids = await loadGrids(bytes);
  if (!Array.isArray(grids)) {
    faults.add({ sheet: "", row: 0, column: 0 }, grids.code, grids.value, grids.limit);
    return { ok: false, faults: faults.faults };
  }
  const planGrid = sheetNamed(grids, planSheetName, faults);
  const projectGrid = sheetNamed(grids, projectSheetName, faults);
  const facts = planGrid && readPlanSheet(planGrid, faults);
  const first = facts?.firstYear ?? null;
  const last = facts?.lastYear ?? null;
  const span = first === null || last === null ? null : { first, last };
  const projects = projectGrid ? readProjectSheet(projectGrid, span, faults) : [];
  const settled = facts && (faults.faults.length > 0 ? null : settleRates(facts, projects, faults));
  if (faults.faults.length > 0) return { ok: false, faults: faults.faults };
  if (!settled || !isWhole(settled)) throw new Error("a plan workbook without a fault lacks a fact");
  const { simulated, ...plan } = settled;
  return { ok: true, plan: { ...plan, ...(simulated ? { simulated } : {}), projects } };
}

type WholeFacts = { readonly [K in keyof SettledFacts]: NonNullable<SettledFacts[K]> };

function isWhole(facts: SettledFacts): facts is WholeFacts {
  return Object.values(facts).every((fact) => fact !== null);
}

function sheetNamed(grids: readonly Grid[], name: string, faults: FaultList): Grid | null {
  const grid = grids.find((sheet) => sheet.name.normalize("NFKC").replace(/\s/g, "") === name);
  if (!grid) faults.add({ sheet: name, row: 0, column: 0 }, "missing-sheet", name);
  return grid ?? null;
}
