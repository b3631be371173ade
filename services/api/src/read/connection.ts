import type { Page, Paged, ResolvedMoment } from "@mingzhang/read-models";

export interface PageInfoModel {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** A page of a list that grows, with the pair that it stands for. */
export interface Connection<Node> {
  readonly totalCount: number;
  readonly moment: ResolvedMoment;
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfoModel;
}

export function connection<Row, Node>(
  paged: Paged<Row>,
  { page, moment }: { page: Page; moment: ResolvedMoment },
  nodeOf: (row: Row) => Node,
): Connection<Node> {
  return {
    totalCount: paged.totalCount,
    moment,
    edges: paged.rows.map(({ cursor, node }) => ({ cursor, node: nodeOf(node) })),
    pageInfo: {
      hasNextPage: paged.hasNextPage,
      // A cursor is that of a row before the page.
      hasPreviousPage: page.after !== null,
      startCursor: paged.rows[0]?.cursor ?? null,
      endCursor: paged.rows.at(-1)?.cursor ?? null,
    },
  };
}
