import { connection } from "../../read/connection.ts";
import { pageOf, projectFilter } from "../../read/page.ts";
import { builder } from "../builder.ts";
import { TransferKindEnum } from "../enums/transfer-kind.ts";
import { TransferConnection } from "../objects/transfer-connection.ts";
import { momentArgs } from "./moment-args.ts";

builder.queryField("transfers", (t) =>
  t.field({
    type: TransferConnection,
    audience: "public",
    cost: 100,
    description: "Movements of money, newest first.",
    args: {
      slug: t.arg.string({ required: true }),
      first: t.arg.int(),
      after: t.arg.string(),
      project: t.arg.string(),
      year: t.arg.int(),
      kind: t.arg({ type: TransferKindEnum }),
      from: t.arg({ type: "Date" }),
      to: t.arg({ type: "Date" }),
      ...momentArgs(t),
    },
    resolve: async (_, { slug, ...asked }, { reads, lang }) => {
      const page = pageOf(asked, lang);
      const { year = null, kind = null, from = null, to = null } = asked;
      const project = projectFilter(asked.project, lang);
      const moment = await reads.momentOf(slug, asked);
      await reads.existingPlan(slug, moment);
      const paged = await reads.models.transfers(slug, moment, { project, year, kind, from, to, ...page });
      const names = await reads.names(slug, moment);
      return { ...connection(paged, { page, moment }, (row) => ({ row, names })), totalFen: paged.totalFen };
    },
  }),
);
