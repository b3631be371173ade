/** Where a store keeps what in a database that others may use too. */
export interface Names {
  /** Begins the name of every stream of the store; the rest is the name that callers use. */
  readonly prefix: string;
  /** Holds the marks with which instants are settled. */
  readonly clock: string;
  /** Holds what is known of instants up to a position; can be made again from the other streams. */
  readonly checkpoints: string;
}

const namespacePattern = /^[a-z][a-z0-9]{0,31}$/;

/** Throws a `RangeError` where the namespace is not small letters and digits, at most 32. */
export function namesIn(namespace: string): Names {
  if (!namespacePattern.test(namespace)) {
    throw new RangeError(`The namespace ${JSON.stringify(namespace)} must be 1 to 32 small letters and digits.`);
  }
  return { prefix: `${namespace}-`, clock: `${namespace}_clock`, checkpoints: `${namespace}_checkpoints` };
}
