import { paymentEvent } from "../events.ts";
import { loadPeer } from "../load-peer.ts";
import { type EmmettRecorded, openEmmett, openEmmettStore, pulling, type Sql } from "../subjects/emmett.ts";
import { connect } from "../subjects/raw.ts";
import type { Writers } from "../subjects/subject.ts";
import { findPayment, paymentOf, paymentsTable } from "./payments.ts";
import type { Projected } from "./projected.ts";

interface Dumbo {
  /** Escapes the values and puts them in their places. */
  sql(text: string, ...values: unknown[]): Sql;
}

/** A projection by raw SQL, as its documentation writes one. */
async function paymentsProjection(): Promise<object> {
  const { postgreSQLRawSQLProjection } = await openEmmett();
  const { sql } = await loadPeer<Dumbo>("@event-driven-io/dumbo");
  return postgreSQLRawSQLProjection({
    name: "payments",
    canHandle: ["PaymentMade"],
    evolve: ({ data, metadata }: EmmettRecorded) => {
      const { project, amountFen } = paymentOf(data);
      return sql("insert into payments values (%L, %L, %L)", metadata.messageId, project, amountFen);
    },
  });
}

async function makeTable(url: string): Promise<void> {
  const client = await connect(url);
  await client.query(paymentsTable).finally(() => client.end());
}

export async function emmettInStep(url: string, count: number): Promise<Writers> {
  await makeTable(url);
  const store = await openEmmettStore({ url, connections: count, inline: [await paymentsProjection()] });
  return {
    append: ({ stream, revision, events }) => store.append(stream, revision, events),
    close: () => store.close(),
  };
}

export async function emmettConsumer(url: string): Promise<Projected> {
  await makeTable(url);
  const { postgreSQLEventStoreConsumer } = await openEmmett();
  const consumer = postgreSQLEventStoreConsumer({ connectionString: url, pulling });
  consumer.projector({ projection: await paymentsProjection() });
  const running = consumer.start();
  const store = await openEmmettStore({ url, connections: 1 });
  let number = -1;
  return {
    next: () => {
      const event = paymentEvent((number += 1));
      const revision = number - 1;
      return { id: event.id, append: () => store.append("plan-1", revision, [event]) };
    },
    find: findPayment,
    close: async () => {
      await consumer.close();
      await running;
      await store.close();
    },
  };
}
