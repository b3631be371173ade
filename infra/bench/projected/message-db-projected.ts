import { paymentEvent } from "../events.ts";
import { followMessages, messageDb } from "../subjects/message-db.ts";
import { connect } from "../subjects/raw.ts";
import { findPayment, insertPayments, paymentColumns, paymentsTable } from "./payments.ts";
import type { Projected } from "./projected.ts";

/** What a consumer of Eventide waits between two questions where there was nothing. */
const pollingMs = 100;

export async function polledPayments(url: string): Promise<Projected> {
  const rows = await connect(url);
  await rows.query(paymentsTable);
  const follower = await followMessages(url, {
    idleMs: pollingMs,
    onMessages: async (messages) => {
      const values = paymentColumns(messages.map(({ id, data }) => ({ id, data: JSON.parse(data) })));
      await rows.query({ ...insertPayments, values });
    },
  });
  const writers = await messageDb.openWriters(url, 1);
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
    close: async () => {
      await follower.close();
      await Promise.all([writers.close(), rows.end()]);
    },
  };
}
