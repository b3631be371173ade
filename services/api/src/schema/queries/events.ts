import { catalogue, isEventName, type Lang } from "@mingzhang/domain";
import { badValue } from "../../http/api-error.ts";
import { connection } from "../../read/connection.ts";
import { pageOf, projectFilter } from "../../read/page.ts";
import { rowModel } from "../../read/recorded-event.ts";
import { builder } from "../builder.ts";
import { EventConnection } from "../objects/event-connection.ts";
import { momentArgs } from "./moment-args.ts";

builder.queryField("events", (t) =>
  t.field({
    type: EventConnection,
    audience: "public",
    cost: 100,
    description: "Recorded events of a plan, newest recorded first, replaced ones included and marked.",
    args: {
      slug: t.arg.string({ required: true }),
      first: t.arg.int(),
      after: t.arg.string(),
      project: t.arg.string(),
      type: t.arg.string(),
      ...momentArgs(t),
    },
    resolve: async (_, { slug, ...asked }, { reads, lang }) => {
      const page = pageOf(asked, lang);
      const { type = null } = asked;
      if (type !== null) requireEventName(type, lang);
      const project = projectFilter(asked.project, lang);
      const moment = await reads.momentOf(slug, asked);
      await reads.existingPlan(slug, moment);
      const paged = await reads.models.events(slug, moment, { project, type, ...page });
      return connection(paged, { page, moment }, (row) => rowModel(row, () => reads.names(slug, moment)));
    },
  }),
);

function requireEventName(type: string, lang: Lang): void {
  if (isEventName(type)) return;
  const known = Object.keys(catalogue).join(", ");
  const remedy = { zh: `请填写下列之一：${known}`, en: `give one of ${known}` };
  throw badValue({ code: "BAD_ARGUMENT", field: "type", value: type, remedy }, lang);
}
