import type pg from "pg";
import { paymentEvent } from "../events.ts";
import type { Writers } from "../subjects/subject.ts";
import { connect, rawColumns } from "../subjects/raw.ts";
import { findPayment, insertPayments, paymentColumns, paymentOf, paymentsTable } from "./payments.ts";
import type { Projected } from "./projected.ts";

const insertBoth = {
  name: "insert_both",
  text: `with appended as (
      insert into raw.events (id, revision, append_index, append_size, stream, type, data, meta)
      values ($1, $2, 0, 1, $3, $4, $5, $6)
    ) insert into payments values ($1, $7, $8)`,
};

/** The event and its row in one statement: nothing can be faster, and nothing may follow later. */
export async function rawInStep(url: string, count: number): Promise<Writers> {
  const clients = await Promise.all(Array.from({ length: count }, () => connect(url)));
  await clients[0]?.query(paymentsTable);
  return {
    append: async ({ writer, stream, revision, events }) => {
      const [client, event] = [clients[writer], events[0]];
      if (!client || !event) throw new Error(`there are ${count} writers, and no number ${writer}`);
      const { project, amountFen } = paymentOf(event.data);
      await client.query({ ...insertBoth, values: [...rawColumns(stream, revision, event), project, amountFen] });
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

export async function sameStatement(url: string): Promise<Projected> {
  const writers = await rawInStep(url, 1);
  let number = -1;
  return {
    next: () => {
      const event = paymentEvent((number += 1));
      const revision = number - 1;
      return {
        id: event.id,
        append: () => writers.append({ writer: 0, stream: "plan-1", revision, events: [event] }),
      };
    },
    find: findPayment,
    close: () => writers.close(),
  };
}

const insertAndNotify = {
  name: "insert_notify",
  text: `with appended as (
      insert into raw.events (id, revision, append_index, append_size, stream, type, data, meta)
      values ($1, $2, 0, 1, $3, $4, $5, $6) returning position
    ) select pg_notify('raw', position::text) from appended`,
};

const readNew = { name: "read_new", text: "select position, id, data from raw.events where position > $1 order by 1" };

interface NewRow {
  readonly position: string;
  readonly id: string;
  readonly data: { readonly project: string; readonly amountFen: string };
}

/** One connection listens, reads what is new and writes its rows; it looks again when it was told while at work. */
async function listen(client: pg.Client): Promise<() => Promise<void>> {
  let after = "0";
  let told = false;
  let running = Promise.resolve();
  const project = async (): Promise<void> => {
    told = false;
    const { rows } = await client.query<NewRow>({ ...readNew, values: [after] });
    after = rows.at(-1)?.position ?? after;
    if (rows.length > 0) await client.query({ ...insertPayments, values: paymentColumns(rows) });
  };
  client.on("notification", () => {
    if (told) return;
    told = true;
    running = running.then(project);
  });
  await client.query("listen raw");
  return async () => {
    await running;
    await client.end();
  };
}

export async function listenNotify(url: string): Promise<Projected> {
  const [writer, projector] = await Promise.all([connect(url), connect(url)]);
  await writer.query(paymentsTable);
  const stop = await listen(projector);
  let number = -1;
  return {
    next: () => {
      const event = paymentEvent((number += 1));
      const values = rawColumns("plan-1", number - 1, event);
      return { id: event.id, append: () => writer.query({ ...insertAndNotify, values }) };
    },
    find: findPayment,
    close: async () => {
      await stop();
      await writer.end();
    },
  };
}
