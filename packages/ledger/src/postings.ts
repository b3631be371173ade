import type { Fen } from "./money.ts";

/** Name of an account, for instance `earmarked` or `subledger:housing`. The ledger gives it no meaning. */
export type Account = string;

/** One leg of an entry: what the account gains (positive) or gives (negative). */
export interface Posting {
  readonly account: Account;
  readonly amountFen: Fen;
}

export type Balances = Readonly<Record<Account, Fen>>;

/** A positive amount moved from one account to another: the balanced pair of postings. */
export function movement(from: Account, to: Account, amountFen: Fen): readonly [Posting, Posting] {
  if (amountFen <= 0n) throw new RangeError(`a movement is positive, not ${amountFen}`);
  if (from === to) throw new RangeError(`a movement needs two accounts, not ${from} twice`);
  return [
    { account: from, amountFen: -amountFen },
    { account: to, amountFen },
  ];
}

/** The entry that takes another one back, to the fen. */
export function reversed(postings: readonly Posting[]): readonly Posting[] {
  return postings.map(({ account, amountFen }) => ({ account, amountFen: -amountFen }));
}

export function isBalanced(postings: readonly Posting[]): boolean {
  return postings.reduce((sum, posting) => sum + posting.amountFen, 0n) === 0n;
}

/** Balances after the entry. An entry that does not balance is a bug of the caller, and throws. */
export function post(balances: Balances, postings: readonly Posting[]): Balances {
  if (!isBalanced(postings)) throw new RangeError(`postings do not balance: ${describe(postings)}`);
  const next: Record<Account, Fen> = { ...balances };
  for (const { account, amountFen } of postings) next[account] = (next[account] ?? 0n) + amountFen;
  return next;
}

function describe(postings: readonly Posting[]): string {
  return postings.map(({ account, amountFen }) => `${account} ${amountFen}`).join(", ");
}
