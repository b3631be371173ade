import { currentVersion, publicDataOf, type RecordedEvent } from "@mingzhang/domain";
import { canonicalBytes, canonicalJson, hex, type Json, leafHash } from "@mingzhang/transparency-log";
import { withMoney } from "./money-fields.ts";

/** What a public entry is made of: an event, its index, and the index of the entry that it corrects. */
export interface Recorded {
  readonly event: RecordedEvent;
  readonly publicIndex: bigint;
  readonly correctsIndex: bigint | null;
}

/** Subject of what is of the installation itself. The slug of a plan has no slash. */
const installation = "/installation";

/** The public record of an event: one line of canonical JSON without its line end, and the RFC 6962 hash of it. */
export interface PublicEntry {
  readonly line: string;
  readonly leafHash: string;
}

/**
 * The leaf of an event: CloudEvents 1.0 in the form of RFC 8785, public fields only, no address of any host. A pure
 * function of what was recorded; decision 0007 says why each member is there. Once published it never changes.
 */
export function publicEntry(recorded: Recorded): PublicEntry {
  const leaf = leafOf(recorded);
  return { line: canonicalJson(leaf), leafHash: hex(leafHash(canonicalBytes(leaf))) };
}

function leafOf({ event, publicIndex, correctsIndex }: Recorded): Json {
  if ((event.replaces === null) !== (correctsIndex === null)) {
    throw new Error(`${event.id} and the entry that it corrects do not fit`);
  }
  return {
    specversion: "1.0",
    id: event.id,
    source: "/log",
    type: `mingzhang.${event.type}.v${currentVersion(event.type)}`,
    subject: event.plan ?? installation,
    time: event.recordedAt,
    datacontenttype: "application/json",
    sequence: publicIndex.toString().padStart(12, "0"),
    data: {
      occurredOn: event.occurredOn,
      simulated: event.simulated,
      corrects:
        event.replaces === null || correctsIndex === null
          ? null
          : {
              id: event.replaces.event,
              sequence: correctsIndex.toString().padStart(12, "0"),
              reason: event.replaces.reason,
            },
      fact: withMoney(publicDataOf(event)),
    },
  };
}
