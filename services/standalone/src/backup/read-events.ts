import type { StoredEvent } from "@mingzhang/event-store";
import { readEventLine } from "./event-line.ts";
import { damaged, RestoreRefused } from "./restore-refused.ts";
import type { OpenBackup } from "./zip-reader.ts";

const newline = 0x0a;

/** The events of a backup in their order, in batches as they come out of the file. */
export async function* readEvents({ manifest, read }: OpenBackup): AsyncGenerator<readonly StoredEvent[]> {
  for (const part of manifest.parts) {
    if (!part.name.startsWith("events/")) continue;
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of read(part)) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const end = bytes.lastIndexOf(newline) + 1;
      rest = bytes.subarray(end);
      if (end > 0) yield eventsOf(bytes.toString("utf8", 0, end - 1), part.name);
    }
    if (rest.length > 0) throw damaged(part.name, "last line");
  }
}

function eventsOf(text: string, part: string): readonly StoredEvent[] {
  try {
    return text.split("\n").map(readEventLine);
  } catch (error) {
    throw error instanceof RestoreRefused ? error : damaged(part, (error as Error).message);
  }
}
