import { ours } from "./ours.ts";
import { raw } from "./raw.ts";
import type { Subject } from "./subject.ts";

const subjects: readonly Subject[] = [raw, ours];

export function openSubject(name: string): Subject {
  const found = subjects.find((subject) => subject.name === name);
  if (!found) throw new Error(`there is no subject ${name}`);
  return found;
}
