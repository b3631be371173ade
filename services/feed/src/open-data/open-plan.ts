import { type PlanEvent, type ProjectView, withheldPayee } from "@mingzhang/domain";
import type { OpenBudgetChange, OpenEntry, OpenPlan, OpenProject, OpenTransfer } from "@mingzhang/open-data";
import type { PlanReplay } from "@mingzhang/read-models";
import { entriesOfTypes } from "../entries/entries-of-types.ts";
import { type LedgerLine, readLedger } from "../entries/ledger.ts";
import type { Entry } from "../entries/public-record.ts";
import type { Question } from "../http/question.ts";
import { moneyTypes } from "../tables/transfers.ts";
import { budgetChanges, budgetTypes } from "./budget-changes.ts";
import { openEntry } from "./open-entry.ts";

const foundingTypes: readonly PlanEvent["type"][] = ["PlanAdopted", "ProjectAdded"];

/** A plan as the export formats take it: what is in its view, with the record that each figure comes from. */
export async function openPlan(question: Question, { view, stateHash }: PlanReplay): Promise<OpenPlan> {
  const { readModels, moment } = question;
  const [ledger, entries, updatedAt] = await Promise.all([
    readLedger(readModels, view.slug, moment),
    entriesOfTypes(question, view.slug, { types: [...foundingTypes, ...budgetTypes, ...moneyTypes] }),
    lastRecordedAt(question, view.slug),
  ]);
  const transfers = ledger.map((line) => openTransfer(line, entries));
  const changes = budgetChanges(entries);
  const byProject = (code: string) => transfers.filter(({ project }) => project === code).map(({ open }) => open);
  return {
    ...view,
    stateHash,
    updatedAt,
    appropriations: transfers.filter(({ open }) => open.stage === "appropriation").map(({ open }) => open),
    projects: view.projects.map((project) => {
      const sector = view.sectors.find(({ code }) => code === project.sector)?.name;
      return {
        ...project,
        sector: { code: project.sector, name: sector ?? { zh: project.sector, en: null } },
        missingSteps: project.missingSteps.length,
        budgetChanges: agreed(project, changes.get(project.code) ?? []),
        transfers: byProject(project.code),
        entry: founding(entries, ({ data }) => "quantities" in data && data.project === project.code),
      } satisfies OpenProject;
    }),
    entry: founding(entries, ({ type }) => type === "PlanAdopted"),
  };
}

/** The changes, where they add up to what the view says. Throws where they do not: an export must not differ. */
function agreed({ code, allocations }: ProjectView, changes: readonly OpenBudgetChange[]): readonly OpenBudgetChange[] {
  for (const { year, amountFen } of allocations) {
    const own = changes.filter((change) => change.year === year);
    const sum = own.reduce((total, change) => total + change.amountFen, 0n);
    if (sum !== amountFen)
      throw new Error(`${code} ${year}: the decisions add up to ${sum}, the view says ${amountFen}`);
  }
  return changes;
}

function openTransfer({ row, stage, netFen }: LedgerLine, entries: ReadonlyMap<string, Entry<PlanEvent>>) {
  const entry = entries.get(row.id);
  if (!entry) throw new Error(`transfer ${row.id} has no entry ${row.publicIndex}`);
  const open: OpenTransfer = {
    stage,
    kind: row.kind,
    occurredOn: row.occurredOn,
    netFen,
    payeeName: payeeOf(entry.event) ?? settledPayee(entry, entries),
    purpose: row.purpose,
    voucher: row.voucher,
    entry: openEntry(entry),
  };
  return { project: row.project, open };
}

/** Who gave the money back: the payee of the payment that a refund or a reversal settles, as it is known now. */
function settledPayee({ event }: Entry<PlanEvent>, entries: ReadonlyMap<string, Entry<PlanEvent>>): string | null {
  const id =
    event.type === "RefundReceived"
      ? event.data.payment
      : event.type === "TransferReversed"
        ? event.data.transfer
        : null;
  let settled = id === null ? undefined : entries.get(id);
  for (let next = settled; next; next = correctionOf(next, entries)) settled = next;
  return settled ? payeeOf(settled.event) : null;
}

/** Persons are one party without a name: how many they are, and which payments went to the same one, is theirs. */
function payeeOf({ type, data }: PlanEvent): string | null {
  if (type === "HouseholdPaid") return withheldPayee("zh");
  return type === "PaymentMade" ? data.payeeName : null;
}

function correctionOf(
  { correctedByIndex }: Entry<PlanEvent>,
  entries: ReadonlyMap<string, Entry<PlanEvent>>,
): Entry<PlanEvent> | undefined {
  if (correctedByIndex === null) return undefined;
  return [...entries.values()].find(({ publicIndex }) => publicIndex === correctedByIndex);
}

function founding(entries: ReadonlyMap<string, Entry<PlanEvent>>, is: (event: PlanEvent) => boolean): OpenEntry {
  const found = [...entries.values()].find(({ event, correctedByIndex }) => correctedByIndex === null && is(event));
  if (!found) throw new Error("a plan or project stands on no record");
  return openEntry(found);
}

/** When the last of a plan's records was made that the moment knows. */
async function lastRecordedAt({ readModels, moment }: Question, slug: string): Promise<string> {
  const { rows } = await readModels.events(slug, moment, { first: 1, after: null });
  const last = rows[0]?.node.event.recordedAt;
  if (last === undefined) throw new Error(`${slug} stands on no record`);
  return last;
}
