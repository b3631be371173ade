import type { Entry } from "../entries/public-record.ts";
import type { DataAnswer } from "../http/data-route.ts";
import { indexIn } from "../http/parameters.ts";
import type { Question } from "../http/question.ts";
import { notFound } from "../http/trouble.ts";
import { pageEntries, pageSize } from "./feeds.ts";

/** Bundle N of the record as lines: each of them is what its entry's leaf hash is taken over. */
export async function bundle(question: Question, text: string): Promise<DataAnswer> {
  const { entries, caching } = await readBundle(question, text);
  return {
    body: entries.map(({ line }) => `${line}\n`).join(""),
    type: "application/x-ndjson; charset=utf-8",
    caching,
  };
}

/** The entries of bundle N, and whether they will ever be more. Throws where the record does not reach it. */
export async function readBundle(
  question: Question,
  text: string,
): Promise<{ readonly entries: readonly Entry[]; readonly caching: "forever" | "head" }> {
  const number = indexIn(text);
  const size = await question.record.size(question.moment);
  if (number === null || number > size / pageSize) throw notFound();
  const entries = await pageEntries(question, number, null);
  return { entries, caching: size >= (number + 1n) * pageSize ? "forever" : "head" };
}
