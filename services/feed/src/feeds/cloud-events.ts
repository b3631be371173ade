import type { DataAnswer } from "../http/data-route.ts";
import type { Question } from "../http/question.ts";
import { readBundle } from "./bundle.ts";

/** Bundle N of the record as a batch of CloudEvents: the lines of the bundle, unchanged, as one JSON array. */
export async function cloudEvents(question: Question, text: string): Promise<DataAnswer> {
  const { entries, caching } = await readBundle(question, text);
  return {
    body: `[${entries.map(({ line }) => line).join(",\n")}]\n`,
    type: "application/cloudevents-batch+json; charset=utf-8",
    caching,
  };
}
