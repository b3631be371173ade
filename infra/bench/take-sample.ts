import { once } from "node:events";
import { measures } from "./measures/measures.ts";
import type { Order, Reply } from "./sample-process.ts";
import { openSubject } from "./subjects/subjects.ts";

async function take(order: Order): Promise<Reply> {
  try {
    const measure = measures.find(({ name }) => name === order.measure);
    if (!measure) throw new Error(`there is no measure ${order.measure}`);
    if (order.install) await openSubject(order.subject).install(order.url);
    return { sample: await measure.run(order.subject, order) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const [order] = (await once(process, "message")) as [Order];
const reply = await take(order);
// A peer may hold connections open that its own close does not end.
process.send?.(reply, () => process.exit(0));
