import { castore } from "./castore.ts";
import { emmett } from "./emmett.ts";
import { messageDb } from "./message-db.ts";
import { ours, oursText } from "./ours.ts";
import { raw, rawText } from "./raw.ts";
import type { Subject } from "./subject.ts";

const subjects: readonly Subject[] = [raw, rawText, ours, oursText, castore, messageDb, emmett];

export function openSubject(name: string): Subject {
  const found = subjects.find((subject) => subject.name === name);
  if (!found) throw new Error(`there is no subject ${name}`);
  return found;
}
