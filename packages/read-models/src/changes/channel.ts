/** Where writers say how far the tables are; listeners hear it once the rows are visible. */
export function channelOf(schema: string): string {
  return `${schema}_moved`;
}
