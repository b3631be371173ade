import type { NewEvent } from "../../../packages/event-store/src/event-store.ts";

/** The read model of everybody but ours: a row for each payment. */
export const paymentsTable = `create table payments (
  event uuid primary key,
  project text not null,
  amount_fen bigint not null
)`;

/** Rows for many payments in one statement. */
export const insertPayments = {
  name: "insert_payments",
  text: "insert into payments select * from unnest($1::uuid[], $2::text[], $3::bigint[])",
};

interface Payment {
  readonly project: string;
  readonly amountFen: string;
}

/** Payments are all that anybody appends here. */
export const paymentOf = (data: object): Payment => data as Payment;

/** The parameters of `insertPayments`. */
export function paymentColumns(events: readonly Pick<NewEvent, "id" | "data">[]): unknown[] {
  return [
    events.map(({ id }) => id),
    events.map(({ data }) => paymentOf(data).project),
    events.map(({ data }) => paymentOf(data).amountFen),
  ];
}

export const findPayment = { name: "find_payment", text: "select from payments where event = $1" };
