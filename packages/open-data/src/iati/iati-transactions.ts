import type { OpenPlan, OpenProject, OpenTransfer, OpenText, Publication } from "../publication/publication.ts";
import { type Xml, xml } from "../xml/xml.ts";
import { entryElement, narratives, parties, planIdentifier, projectIdentifier, value } from "./iati-elements.ts";

/** Codes of `TransactionType`. */
const incoming = "1";
const disbursement = "3";
const expenditure = "4";

interface Org {
  readonly ref?: string | null;
  readonly activity?: string | null;
  readonly name: OpenText;
}

interface Move {
  readonly type: string;
  readonly transfer: OpenTransfer;
  readonly provider: Org;
  readonly receiver: Org;
}

/** What the plan takes in from the donor (type 1), and what it hands on to its projects (type 3). */
export function planTransactions(publication: Publication, plan: OpenPlan): readonly Xml[] {
  const { donor, recipient } = parties(publication, plan);
  const own = planIdentifier(publication, plan);
  const releases = plan.projects.flatMap((project) =>
    project.transfers
      .filter(({ stage }) => stage === "release")
      .map((transfer): Move => ({
        type: disbursement,
        transfer,
        provider: { ...recipient, activity: own },
        receiver: { name: project.responsibleUnit, activity: projectIdentifier(publication, plan, project.code) },
      })),
  );
  const received = plan.appropriations.map((transfer): Move => ({
    type: incoming,
    transfer,
    provider: donor,
    receiver: { ...recipient, activity: own },
  }));
  return [...received, ...releases].toSorted(byTime).map((move) => transaction(publication, move));
}

/** What a project takes in from the plan (type 1), and what it spends (type 4). */
export function projectTransactions(publication: Publication, plan: OpenPlan, project: OpenProject): readonly Xml[] {
  const { recipient } = parties(publication, plan);
  const unit = { name: project.responsibleUnit, activity: projectIdentifier(publication, plan, project.code) };
  return project.transfers.map((transfer) =>
    transaction(
      publication,
      transfer.stage === "release"
        ? {
            type: incoming,
            transfer,
            provider: { ...recipient, activity: planIdentifier(publication, plan) },
            receiver: unit,
          }
        : {
            type: expenditure,
            transfer,
            provider: unit,
            receiver: {
              name: { zh: transfer.payeeName ?? "收款方", en: transfer.payeeName === null ? "Payee" : null },
            },
          },
    ),
  );
}

function byTime({ transfer: a }: Move, { transfer: b }: Move): number {
  if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? -1 : 1;
  return a.entry.index < b.entry.index ? -1 : a.entry.index > b.entry.index ? 1 : 0;
}

/** Money that came back has a negative value: it is a fact of its own, and nothing is taken out of the file. */
function transaction(publication: Publication, { type, transfer, provider, receiver }: Move): Xml {
  const { occurredOn, netFen, entry } = transfer;
  return xml("transaction", { ref: entry.id }, [
    xml("transaction-type", { code: type }),
    xml("transaction-date", { "iso-date": occurredOn }),
    value(netFen, occurredOn),
    xml("description", {}, narratives(words(transfer))),
    xml(
      "provider-org",
      { ref: provider.ref ?? null, "provider-activity-id": provider.activity ?? null },
      narratives(provider.name),
    ),
    xml(
      "receiver-org",
      { ref: receiver.ref ?? null, "receiver-activity-id": receiver.activity ?? null },
      narratives(receiver.name),
    ),
    entryElement(publication, entry),
  ]);
}

const kinds: Readonly<Record<string, OpenText>> = {
  appropriation: { zh: "拨付", en: "Appropriation" },
  release: { zh: "下达", en: "Release" },
  payment: { zh: "支付", en: "Payment" },
  refund: { zh: "退款", en: "Refund" },
  reversal: { zh: "冲回", en: "Reversal" },
};

function words({ kind, purpose, voucher }: OpenTransfer): OpenText {
  const { zh, en } = kinds[kind] ?? { zh: kind, en: kind };
  const what = purpose === null ? "" : purpose;
  return {
    zh: `${zh}${what && `：${what}`}（凭证 ${voucher}）`,
    en: `${en ?? kind}${what && `: ${what}`} (voucher ${voucher})`,
  };
}
