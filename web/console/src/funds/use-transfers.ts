import type { TransferKind } from "../client/documents.gen.ts";
import { TransfersDocument } from "../client/documents.gen.ts";
import type { Failure } from "../client/failure.ts";
import { usePages } from "../client/pages.ts";
import { useText } from "../i18n/text.tsx";
import { useView } from "../view/use-view.ts";
import type { TransferOnPage } from "./transfer-list.tsx";

export interface TransferFilter {
  readonly project?: string;
  readonly year?: number;
  readonly kind?: TransferKind;
  readonly from?: string;
  readonly to?: string;
}

export interface Transfers {
  readonly rows: readonly TransferOnPage[];
  /** Fen over all rows that the filter lets through, not only those loaded. */
  readonly total: string | null;
  readonly totalCount: number | null;
  readonly more: boolean;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

export function useTransfers(slug: string, filter: TransferFilter, pageSize: number): Transfers {
  const { apiLang } = useText();
  const { variables } = useView();
  const pages = usePages(
    TransfersDocument,
    { slug, first: pageSize, lang: apiLang, ...filter, ...variables },
    (data) => ({
      nodes: data.transfers.edges.map(({ node }) => node),
      totalCount: data.transfers.totalCount,
      pageInfo: data.transfers.pageInfo,
    }),
  );
  return { ...pages, rows: pages.nodes, total: pages.first?.transfers.total.fen ?? null };
}
