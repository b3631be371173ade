import { once } from "node:events";
import { write } from "./measures/append.ts";
import { openSubject } from "./subjects/subjects.ts";
import type { WriterOrder } from "./writer-process.ts";

const [order] = (await once(process, "message")) as [WriterOrder];
const writers = await openSubject(order.subject).openWriters(order.url, order.writers);
const took = await write(writers, { writers: order.writers, batch: 1 }, order.seconds);
await writers.close();
process.send?.(took.length, () => process.exit(0));
