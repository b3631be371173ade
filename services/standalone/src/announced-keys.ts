import { createHash } from "node:crypto";
import { eventId } from "@mingzhang/api";
import {
  dayOfInstant,
  type InstallationFact,
  installationStream,
  instantOf,
  recordedFrom,
  toStored,
} from "@mingzhang/domain";
import type { EventStore } from "@mingzhang/event-store";
import type { KeyAnnouncements } from "@mingzhang/feed";

/** Rotations of the log's key as events of the installation: the same key is one event, whoever records it again. */
export function announcedKeys(store: Pick<EventStore, "append" | "readStream">): KeyAnnouncements {
  return {
    async all() {
      const events = (await store.readStream(installationStream)).map((stored) => recordedFrom(stored));
      return events.flatMap(({ type, data }) => (type === "LogKeyRotated" ? [data] : []));
    },
    async announce({ startsAt, previousEndsAt, ...keys }) {
      const data = { ...keys, startsAt: instantOf(startsAt), previousEndsAt: instantOf(previousEndsAt) };
      const fact: InstallationFact = {
        id: eventId("/installation", data.vkey, 0),
        type: "LogKeyRotated",
        occurredOn: dayOfInstant(data.startsAt),
        replaces: null,
        simulated: false,
        data,
      };
      const digest = createHash("sha256").update(JSON.stringify(data)).digest("hex");
      const command = `rotate-key-${data.number}`;
      const outcome = await store.append(installationStream, "any", [
        toStored(fact, { actor: "operator", command, digest }),
      ]);
      if (outcome.kind === "conflict") throw new Error(`the key ${data.vkey} could not be recorded`);
    },
  };
}
