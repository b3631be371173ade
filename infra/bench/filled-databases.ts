import type { BenchServer } from "./database.ts";
import { sampleInProcess } from "./sample-process.ts";

/**
 * Databases that hold so many events already, one for each subject and size, made when they are first asked for. A
 * sample takes a copy, so that what it appends does not make the store larger for the next one.
 */
export function filledDatabases(server: BenchServer) {
  const made = new Map<string, Promise<string>>();

  async function make(name: string, subject: string, events: number): Promise<string> {
    const url = await server.create(name);
    const order = { measure: "fill", subject, url, seconds: 0, scale: "usual" as const, filled: events, install: true };
    const reply = await sampleInProcess(order);
    if ("failure" in reply) throw new Error(`${subject} could not be filled: ${reply.failure}`);
    await server.vacuum(name);
    return name;
  }

  return {
    /** The name of a database to copy. */
    template(subject: string, events: number): Promise<string> {
      const name = `filled_${subject.replaceAll(/[^a-z]/g, "_")}_${events}`;
      const found = made.get(name) ?? make(name, subject, events);
      made.set(name, found);
      return found;
    },
  };
}
