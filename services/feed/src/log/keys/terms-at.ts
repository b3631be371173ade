import type { PublicEvents } from "../writer/public-events.ts";
import { type KeyTerm, type LogKeys, vkeyOf } from "./log-keys.ts";

/**
 * The keys that may sign a tree of a size. A further one signs no tree that lacks the entry which announces it; the
 * first tree that has the entry lets it sign from then on. Keys of a program that announced none sign as they did.
 */
export async function termsAt(
  size: number,
  { keys, events }: { keys: LogKeys; events: Pick<PublicEvents, "keys"> },
): Promise<readonly KeyTerm[]> {
  const [terms, prepared] = [await keys.terms(), await keys.prepared()];
  if (terms.length < 2 && !prepared) return terms;
  const indices = new Map((await events.keys()).map(({ vkey, index }) => [vkey, index]));
  const indexOf = (one: Pick<KeyTerm, "key">) => indices.get(vkeyOf(one));
  if (prepared && (indexOf(prepared) ?? size) < size) await keys.activate(prepared.number);
  return (await keys.terms()).filter((term) => (indexOf(term) ?? -1) < size);
}
