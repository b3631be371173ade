import { setTimeout as pause } from "node:timers/promises";
import { streamOf } from "@mingzhang/domain";
import { between, type Random } from "../demo/random.ts";
import type { Acknowledged, Sent } from "./judge.ts";

export interface LoadNeeds {
  /** Begins every key. */
  readonly name: string;
  readonly slugs: readonly string[];
  readonly token: string;
  /** Where an API answers at this moment; empty while all are down. */
  readonly servers: () => readonly string[];
  readonly random: Random;
  readonly writers: number;
}

/** What clients sent and heard. */
export interface Load {
  readonly sent: readonly Sent[];
  readonly acknowledged: readonly Acknowledged[];
  readonly faults: readonly string[];
  /** How often an attempt ended without an answer and was made again with the same key. */
  retries(): number;
  /** Resolves when as many recordings as there are clients have been acknowledged from now on. */
  warm(): Promise<void>;
  /** Lets every client finish what it has begun; a recording that nobody acknowledges in time is a fault. */
  finish(): Promise<void>;
}

const mutation = `mutation ($slug: String!, $input: AppropriationInput!, $key: ID!) {
  result: recordAppropriation(slug: $slug, input: $input, control: { idempotencyKey: $key }) {
    __typename ... on Recorded { position recordedAt } ... on Refusal { code }
  }
}`;

const answerLimitMs = 15_000;
const finishLimitMs = 60_000;
const againMs = 25;
/** One acknowledged recording in so many is sent once more: the same key must answer the same. */
const repeatedOnceIn = 8;

interface Result {
  readonly __typename: string;
  readonly position?: string;
  readonly recordedAt?: string;
  readonly code?: string;
}

let moments = 0;
const moment = (): number => (moments += 1);

/** Concurrent clients that record one appropriation after the other, each until it is acknowledged. */
export function startLoad(needs: LoadNeeds): Load {
  const { name, slugs, random } = needs;
  const sent: Sent[] = [];
  const acknowledged: Acknowledged[] = [];
  const faults: string[] = [];
  const stopping = new AbortController();
  let lastCall = Number.POSITIVE_INFINITY;
  let retries = 0;

  const acknowledge = async (one: Sent, slug: string): Promise<void> => {
    for (;;) {
      const result = await attempt(needs, one, slug);
      if (result?.__typename === "Recorded") {
        const { position = "0", recordedAt = "" } = result;
        acknowledged.push({ key: one.key, position: BigInt(position), recordedAt, ackedAt: moment() });
        return;
      }
      // Fifty lost races are an answer too, and nothing was recorded.
      if (result && result.code !== "conflict") throw new Error(`${one.key} was refused: ${result.code}`);
      if (performance.now() > lastCall) throw new Error(`${one.key} was never acknowledged`);
      retries += 1;
      await pause(againMs);
    }
  };
  const write = async (writer: number): Promise<void> => {
    for (let number = 1; !stopping.signal.aborted; number += 1) {
      const slug = slugs[between(random, 0, slugs.length - 1)] ?? "";
      const key = `${name}-${writer}-${number}`;
      const amountFen = `${between(random, 1, 9_999_999)}`;
      const one = { key, stream: streamOf(slug), amountFen, sentAt: moment() };
      sent.push(one);
      await acknowledge(one, slug);
      if (between(random, 1, repeatedOnceIn) === 1) await acknowledge(one, slug);
    }
  };
  const writing = Array.from({ length: needs.writers }, (_, writer) =>
    write(writer).catch((error: unknown) => faults.push((error as Error).message)),
  );
  return {
    sent,
    acknowledged,
    faults,
    retries: () => retries,
    async warm() {
      const enough = acknowledged.length + needs.writers;
      const end = performance.now() + finishLimitMs;
      while (acknowledged.length < enough && performance.now() < end) await pause(5);
    },
    async finish() {
      stopping.abort();
      lastCall = performance.now() + finishLimitMs;
      await Promise.all(writing);
    },
  };
}

/** Null where it is not known whether anything was recorded. */
async function attempt({ servers, token, random }: LoadNeeds, one: Sent, slug: string): Promise<Result | null> {
  const known = servers();
  const server = known[between(random, 0, known.length - 1)];
  if (server === undefined) return null;
  const { amountFen, key } = one;
  const input = { occurredOn: "2016-05-04", year: 2016, amountFen, voucher: key };
  try {
    const answer = await fetch(`${server}/graphql`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: mutation, variables: { slug, input, key } }),
      signal: AbortSignal.timeout(answerLimitMs),
    });
    const { data } = (await answer.json()) as { data?: { result: Result } | null };
    return data?.result ?? null;
  } catch {
    return null;
  }
}
