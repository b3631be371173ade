import { randomUUID } from "node:crypto";
import type { ApiFixture } from "./api-fixture.ts";
import { baiyuSlug } from "./baiyu-workbook.ts";

export interface Detail {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly event: { readonly id: string; readonly type: string; readonly occurredOn: string } | null;
}

/** What a mutation answers, both members of the union in one shape. */
export interface Result {
  readonly __typename: "Recorded" | "Refusal";
  readonly position: string;
  readonly recordedAt: string;
  readonly repeated: boolean;
  readonly visible: boolean;
  readonly note: string | null;
  readonly events: readonly { readonly id: string; readonly type: string; readonly logIndex: string }[];
  readonly code: string;
  readonly message: string;
  readonly english: string;
  readonly details: readonly Detail[];
}

export const resultFields = `
  __typename
  ... on Recorded { position recordedAt repeated visible note events { id type logIndex } }
  ... on Refusal {
    code message english: message(lang: en)
    details { code message field value event { id type occurredOn } }
  }
`;

export interface Control {
  readonly idempotencyKey?: string;
  readonly expectedPosition?: string | null;
  readonly corrects?: { readonly event: string; readonly reason: string };
}

/** Types of the inputs by the mutations that take them. */
const inputTypes = {
  recordAppropriation: "AppropriationInput",
  recordRelease: "ReleaseInput",
  recordPayment: "PaymentInput",
  recordHouseholdPayment: "HouseholdPaymentInput",
  recordRefund: "RefundInput",
  reverseTransfer: "ReverseTransferInput",
  confirmFundingBase: "FundingBaseInput",
  decideReallocation: "ReallocationInput",
  amendPlan: "AmendmentInput",
  closePlan: "ClosePlanInput",
  recordPreparation: "PreparationInput",
  startProject: "ProjectEventInput",
  acceptProject: "ProjectEventInput",
  reportProgress: "ProgressInput",
  planMilestone: "PlanMilestoneInput",
  rescheduleMilestone: "RescheduleMilestoneInput",
  reachMilestone: "MilestoneEventInput",
  missMilestone: "MilestoneEventInput",
  attachEvidence: "AttachEvidenceInput",
  withdrawEvidence: "WithdrawEvidenceInput",
  voidEvent: "VoidEventInput",
  eraseDisclosure: "EraseDisclosureInput",
} as const;

export type MutationName = keyof typeof inputTypes;

export function mutationText(name: MutationName): string {
  return `mutation ($slug: String!, $input: ${inputTypes[name]}!, $control: ControlInput!) {
    result: ${name}(slug: $slug, input: $input, control: $control) { ${resultFields} }
  }`;
}

export type Recording = (name: MutationName, input: object, control?: Control) => Promise<Result>;

/** Records on one plan through the HTTP door. */
export function recordingOn(api: Pick<ApiFixture, "staff">, slug = baiyuSlug): Recording {
  return async (name, input, control = {}) => {
    const variables = { slug, input, control: { idempotencyKey: randomUUID(), ...control } };
    return (await api.staff<{ result: Result }>(mutationText(name), variables)).result;
  };
}

const voucher = "记-001";
export const appropriation = (amountFen: string, occurredOn = "2016-02-01") => ({
  occurredOn,
  year: 2016,
  amountFen,
  voucher,
});
export const release = (project: string, amountFen: string, occurredOn = "2016-03-01") => ({
  occurredOn,
  project,
  amountFen,
  voucher,
});
export const payment = (project: string, amountFen: string, occurredOn = "2016-04-01") => ({
  occurredOn,
  project,
  amountFen,
  payeeKind: "contractor",
  payeeName: "白玉县第一建筑公司",
  purpose: "工程进度款",
  voucher,
});
export const householdPayment = (payeeName: string, amountFen = "10000", occurredOn = "2016-04-02") => ({
  occurredOn,
  project: "crafts",
  amountFen,
  payeeName,
  village: "河坡乡普马村",
  purpose: "危房改造补助",
  voucher,
});
