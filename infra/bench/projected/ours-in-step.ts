import { postgresStore } from "../../../packages/event-store/src/postgres/postgres-store.ts";
import { connect } from "../subjects/raw.ts";
import { storeWriters } from "../subjects/ours.ts";
import type { Writers } from "../subjects/subject.ts";
import { paymentsTable } from "./payments.ts";

const insertInStep = `
  insert into public.payments
  select id, data ->> 'project', (data ->> 'amountFen')::bigint from appended where type = 'PaymentMade'`;

/** The row that the peers write too, by the store's own statement in step. */
export async function oursInStep(url: string): Promise<Writers> {
  const client = await connect(url);
  await client.query(paymentsTable).finally(() => client.end());
  return storeWriters(await postgresStore({ pool: url, inStep: insertInStep }));
}
