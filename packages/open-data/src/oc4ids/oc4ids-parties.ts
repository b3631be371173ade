import type { OpenPlan, OpenProject, OpenTransfer } from "../publication/publication.ts";
import type { ExactJson } from "./exact-json.ts";

/** Identifier of a payee within its project: its name, since no registration number is in the record. */
export function payeeId({ payeeName }: Pick<OpenTransfer, "payeeName">): string {
  return payeeName === null ? "payees" : `payee: ${payeeName}`;
}

/** Everybody whom the project refers to, each once. */
export function partiesOf({ donor, recipient }: OpenPlan, project: OpenProject): readonly ExactJson[] {
  const payments = project.transfers.filter(({ stage }) => stage === "payment");
  const payees = new Map(payments.map((payment) => [payeeId(payment), payment.payeeName ?? "收款方"]));
  return [
    { id: "donor", name: donor.zh, roles: ["funder"] },
    { id: "recipient", name: recipient.zh, roles: ["administrativeEntity"] },
    { id: "responsible-unit", name: project.responsibleUnit.zh, roles: ["publicAuthority", "payer"] },
    ...[...payees].map(([id, name]) => ({ id, name, roles: ["payee"] })),
  ];
}
