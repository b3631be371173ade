import type { DataAnswer } from "../http/data-route.ts";
import { indexIn } from "../http/parameters.ts";
import type { Question } from "../http/question.ts";
import { notFound } from "../http/trouble.ts";
import { pageEntries, pageSize } from "./feeds.ts";

/** Bundle N of the record as lines: each of them is what its entry's leaf hash is taken over. */
export async function bundle(question: Question, text: string): Promise<DataAnswer> {
  const number = indexIn(text);
  const size = await question.record.size(question.moment);
  if (number === null || number > size / pageSize) throw notFound();
  const entries = await pageEntries(question, number, null);
  return {
    body: entries.map(({ line }) => `${line}\n`).join(""),
    type: "application/x-ndjson; charset=utf-8",
    caching: size >= (number + 1n) * pageSize ? "forever" : "head",
  };
}
