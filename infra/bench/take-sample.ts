import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { fill, fillConnections } from "./fill.ts";
import { readFilledName } from "./measures/growth.ts";
import type { Sample } from "./measures/measure.ts";
import { measures } from "./measures/measures.ts";
import type { Order, Reply } from "./sample-process.ts";
import { openSubject } from "./subjects/subjects.ts";

/** Streams of the length that a plan has, more or less. */
async function fillSample(subject: string, { url, filled }: Order): Promise<Sample> {
  const writers = await openSubject(subject).openWriters(url, fillConnections);
  const began = performance.now();
  await fill(writers, { events: filled, perStream: 1_000 });
  await writers.close();
  return { value: (filled * 1000) / (performance.now() - began), details: {} };
}

/** Where this checkout lies is nobody's business in a table that is shown around. */
const root = fileURLToPath(new URL("../../", import.meta.url));

async function take(order: Order): Promise<Reply> {
  try {
    const measure = measures.find(({ name }) => name === order.measure);
    const { subject } = readFilledName(order.subject);
    if (order.install) await openSubject(subject).install(order.url);
    if (order.measure === "fill") return { sample: await fillSample(subject, order) };
    if (!measure) throw new Error(`there is no measure ${order.measure}`);
    return { sample: await measure.run(order.subject, order) };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { failure: text.replaceAll(root, "") };
  }
}

const [order] = (await once(process, "message")) as [Order];
const reply = await take(order);
// A peer may hold connections open that its own close does not end.
process.send?.(reply, () => process.exit(0));
