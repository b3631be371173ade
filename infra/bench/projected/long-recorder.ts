import { readCommand, streamOf } from "../../../packages/domain/src/domain.ts";
import { longPlan } from "../../../packages/domain/src/testing/long-plan.ts";
import { postgresStore } from "../../../packages/event-store/src/postgres/postgres-store.ts";
import { createRecorder } from "../../../services/api/src/write/recorder.ts";

const slug = "long";
const perAppend = 1_000;

/** The product's recorder on a plan with so many events. Waiting until the tables show them is measured elsewhere. */
export async function longRecorder(url: string, events: number) {
  const store = await postgresStore({ pool: url });
  const plan = longPlan({ slug, events });
  for (let at = 0; at < plan.length; at += perAppend) {
    await store.append(streamOf(slug), "any", plan.slice(at, at + perAppend));
  }
  const readModels = { waitFor: async () => true };
  const recorder = createRecorder({ store, readModels, log: { warn: () => undefined }, simulated: true });
  return {
    pay: async (number: number): Promise<void> => {
      const payee = { payeeKind: "contractor", payeeName: "施工队", purpose: "进度款", note: null };
      const data = { project: "housing", amountFen: "100", voucher: `V-${number}`, ...payee };
      const read = readCommand("MakePayment", { occurredOn: "2020-12-30", data });
      if (!read.ok) throw new Error("it is no payment");
      const command = { slug, command: read.command, idempotencyKey: `bench-${number}`, expectedPosition: null };
      const outcome = await recorder.record({ ...command, actor: "clerk" });
      if (outcome.kind !== "recorded") throw new Error(`it was refused: ${JSON.stringify(outcome.refusals)}`);
    },
    close: () => store.close(),
  };
}
