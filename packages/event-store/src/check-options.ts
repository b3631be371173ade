import type { ReadAllOptions, ReadStreamOptions, SubscribeOptions } from "./event-store.ts";

/** Throws a `RangeError` that names the option. */
export function checkReadStream(options: ReadStreamOptions): void {
  if (options.from !== undefined) checkWhole("from", options.from, 0);
  if (options.limit !== undefined) checkWhole("limit", options.limit, 1);
}

export function checkReadAll(options: ReadAllOptions): void {
  checkAfter(options.after);
  checkWhole("limit", options.limit, 1);
}

export function checkSubscribe(options: SubscribeOptions): void {
  checkAfter(options.after);
  if (options.batchSize !== undefined) checkWhole("batchSize", options.batchSize, 1);
}

function checkAfter(after: bigint): void {
  if (typeof after !== "bigint" || after < 0n) {
    throw new RangeError(`after is ${String(after)}; give a position as a bigint, 0n for the beginning.`);
  }
}

function checkWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${name} is ${value}; give a whole number from ${least}.`);
  }
}
