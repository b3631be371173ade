import { z } from "zod";
import { declare } from "../event/declaration.ts";
import {
  amount,
  amountOrZero,
  code,
  day,
  decimal,
  eventId,
  localText,
  longText,
  pub,
  signedAmount,
  staff,
  text,
  year,
} from "../event/fields.ts";

export const planAdopted = declare("PlanAdopted", {
  slug: pub(code),
  name: pub(localText),
  donor: pub(localText),
  recipient: pub(localText),
  firstYear: pub(year),
  lastYear: pub(year),
  document: pub(text),
  /** True where the document names no day of adoption and the first day of the first year stands in for it. */
  dateAssumed: pub(z.boolean()),
});

export const fundingRuleSet = declare("FundingRuleSet", {
  /** Percent of the donor's general public budget revenue of the year before. */
  ratePercent: pub(decimal),
  /** Yearly growth assumed at plan time, in percent. */
  growthPercent: pub(decimal),
});

export const fundingBaseEstimated = declare("FundingBaseEstimated", {
  year: pub(year),
  amountFen: pub(amount),
  document: pub(text),
});

export const fundingBaseConfirmed = declare("FundingBaseConfirmed", {
  year: pub(year),
  amountFen: pub(amount),
  document: pub(text),
});

/** What the plan document says of the plan before it. */
export const earlierPlanReported = declare("EarlierPlanReported", {
  firstYear: pub(year),
  lastYear: pub(year),
  reportedTo: pub(day),
  plannedFen: pub(amountOrZero),
  receivedFen: pub(amountOrZero),
  projects: pub(z.int().min(0)),
  completed: pub(z.int().min(0)),
  underway: pub(z.int().min(0)),
});

export const thresholdsSet = declare("ThresholdsSet", {
  /** Percentage points by which payments may run ahead of physical progress; null: no ceiling. */
  paymentCeilingPoints: pub(decimal.nullable()),
});

export const sectorAdded = declare("SectorAdded", { sector: pub(code), name: pub(localText) });

export const fundingSourceKinds = [
  "pairedAssistance",
  "earlierAssistance",
  "countySelfRaised",
  "household",
  "stateSpecial",
  "unnamed",
] as const;

export const projectAdded = declare("ProjectAdded", {
  project: pub(code),
  number: pub(z.int().min(1).max(10_000)),
  sector: pub(code),
  name: pub(localText),
  category: pub(text),
  description: pub(longText),
  responsibleUnit: pub(localText),
  startYear: pub(year),
  endYear: pub(year),
  /** Taken over from the earlier plan: exempt from the steps before a start. */
  carriedOver: pub(z.boolean()),
  /** Everything that the project costs, all sources together; null where the document does not say. */
  totalInvestmentFen: pub(amount.nullable()),
  quantities: pub(z.array(z.strictObject({ code, name: localText, unit: localText, planned: decimal })).readonly()),
  fundingSources: pub(
    z
      .array(
        z.strictObject({
          kind: z.enum(fundingSourceKinds),
          amountFen: amountOrZero.nullable(),
          note: localText.nullable(),
        }),
      )
      .readonly(),
  ),
});

export const allocationSet = declare("AllocationSet", { project: pub(code), year: pub(year), amountFen: pub(amount) });

const cells = z
  .array(z.strictObject({ project: code, year, amountFen: amount }))
  .min(1)
  .readonly();

export const reallocationDecided = declare("ReallocationDecided", {
  from: pub(cells),
  to: pub(cells),
  reason: pub(text),
  authority: pub(text),
  document: pub(text),
});

export const planAmended = declare("PlanAmended", {
  /** What is added to each cell; negative where money is taken out of the plan. */
  changes: pub(
    z
      .array(z.strictObject({ project: code, year, amountFen: signedAmount }))
      .min(1)
      .readonly(),
  ),
  reason: pub(text),
  authority: pub(text),
  document: pub(text),
});

export const planClosed = declare("PlanClosed", {
  reason: pub(text),
  document: pub(text),
  note: staff(text.nullable()),
});

/** Takes the event that it replaces out of the record: it never was. */
export const recordVoided = declare("RecordVoided", { reason: pub(text) });

/** Salt and value of a withheld field were destroyed: its digest stays in the record, and nobody can open it. */
export const disclosureErased = declare("DisclosureErased", {
  event: pub(eventId),
  name: pub(z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/)),
  basis: pub(text),
});
