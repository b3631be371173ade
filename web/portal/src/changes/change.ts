/** One public event in words. All figures and names are already written in the page's language. */
export interface Change {
  /** Public index, in decimal. */
  readonly index: string;
  readonly label: string;
  readonly sentence: string;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly daysLate: number;
  readonly simulated: boolean;
  /** Index of the entry that this one corrects, and of the one that corrects it. */
  readonly corrects: string | null;
  readonly correctedBy: string | null;
  /** No published checkpoint covers it yet. */
  readonly unproved: boolean;
}
