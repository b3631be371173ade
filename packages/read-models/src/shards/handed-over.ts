/**
 * What this worker held is not its own any more: tables were put in the place of those that it knew, or another worker
 * has taken over. Nothing of the batch was written; whoever opens a new writer goes on.
 */
export class HandedOver extends Error {
  constructor(message: string) {
    super(message);
    this.name = "HandedOver";
  }
}
