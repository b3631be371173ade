import {
  type DiffSide,
  type Lang,
  type LiveEvent,
  type Names,
  namesOf,
  type PlanEvent,
  type Words,
} from "@mingzhang/domain";
import {
  type EventRow,
  InvalidMoment,
  type PlanReplay,
  PlanStandsStill,
  type ReadModels,
  type ResolvedMoment,
} from "@mingzhang/read-models";
import { apiError, badValue } from "../http/api-error.ts";
import { dateRemedy, futureRemedy, instantRemedy } from "../http/remedies.ts";
import { eventRows } from "./event-rows.ts";
import { isPlainName } from "./plain-name.ts";

/** A pair as GraphQL arguments give it. */
export interface GivenMoment {
  readonly asOf?: string | null | undefined;
  readonly knownAt?: string | null | undefined;
}

/**
 * The reads of one request. What is asked twice is read once, and every "now" in it is the same one: two fields of an
 * answer never stand for different moments.
 */
export interface Reads {
  readonly models: ReadModels;
  /** Reads with a "now" of their own. */
  fresh(): Reads;
  /** The pair that a question stands for; `prefix` names the argument around it in an error. */
  moment(asked: GivenMoment, prefix?: string): Promise<ResolvedMoment>;
  /**
   * The pair that a question about one plan stands for: where `knownAt` was left out and the plan stands still, the
   * last one that can be answered exactly.
   */
  momentOf(slug: string, asked: GivenMoment, prefix?: string): Promise<ResolvedMoment>;
  /** Whether an answer is the last exact one of a plan that stands still, where the present one was asked for. */
  standsStill(plan: PlanReplay): boolean;
  plan(slug: string, moment: ResolvedMoment): Promise<PlanReplay | null>;
  /** As `plan`, with an error that says so where it does not exist there. */
  existingPlan(slug: string, moment: ResolvedMoment): Promise<PlanReplay>;
  /** A plan with the events behind it, for `because` and `planDiff`. */
  withEvents(plan: PlanReplay): Promise<DiffSide>;
  /** Slugs of the plans that exist at a moment, less those of which that is unknown where `knownAt` was left out. */
  planSlugs(asked: GivenMoment): Promise<readonly string[]>;
  /** Names as of a moment; codes stand for themselves where the plan does not exist there. */
  names(slug: string, moment: ResolvedMoment): Promise<Names>;
  /** An event as it is known now, or as it was known last where its plan stands still; null where there is none. */
  event(id: string): Promise<EventRow | null>;
  /** What the tables add to an event; null where they do not hold it at the moment. */
  rowOf(event: PlanEvent, moment: ResolvedMoment): Promise<EventRow | null>;
}

export function readsOf(models: ReadModels, lang: Lang): Reads {
  const remember = memory();
  const lastExact = new Set<string>();
  /** What is found at the moment asked for; where that is now and a plan stands still, at the last exact one. */
  const exact = async <T>(
    asked: GivenMoment,
    read: (moment: ResolvedMoment) => Promise<T | null>,
    prefix = "",
  ): Promise<{ readonly moment: ResolvedMoment; readonly found: T | null }> => {
    const moment = await reads.moment(asked, prefix);
    try {
      return { moment, found: await read(moment) };
    } catch (error) {
      if (!(error instanceof PlanStandsStill) || typeof asked.knownAt === "string") throw error;
      const before = await reads.moment({ asOf: moment.asOf, knownAt: error.knownAt }, prefix);
      const found = await read(before);
      // That it did not exist then says nothing about now.
      if (found === null) throw error;
      lastExact.add(key(before));
      return { moment: before, found };
    }
  };
  const key = ({ asOf, knownAt, position }: ResolvedMoment): string => `${asOf} ${knownAt} ${position}`;
  const reads: Reads = {
    models,
    fresh: () => readsOf(models, lang),
    moment: ({ asOf = null, knownAt = null }, prefix = "") =>
      remember(`moment ${asOf} ${knownAt}`, () => models.resolve({ asOf, knownAt })).catch((error: unknown) => {
        throw error instanceof InvalidMoment ? momentError(error, prefix, lang) : error;
      }),
    momentOf: async (slug, asked, prefix) => (await exact(asked, (moment) => reads.plan(slug, moment), prefix)).moment,
    standsStill: ({ moment }) => lastExact.has(key(moment)),
    planSlugs: async (asked) => {
      const moment = await reads.moment(asked);
      for (const unknown: string[] = []; ;) {
        try {
          return await models.planSlugs(moment, unknown);
        } catch (error) {
          if (!(error instanceof PlanStandsStill) || typeof asked.knownAt === "string") throw error;
          unknown.push(error.plan);
        }
      }
    },
    plan: async (slug, moment) =>
      isPlainName(slug) ? remember(`plan ${slug} ${key(moment)}`, () => models.plan(slug, moment)) : null,
    existingPlan: async (slug, moment) => {
      const plan = await reads.plan(slug, moment);
      if (plan) return plan;
      throw notFound(slug, moment, lang);
    },
    withEvents: async ({ view, moment }) => {
      const slug = view.slug;
      const live = await remember<readonly LiveEvent[]>(`live ${slug} ${key(moment)}`, () =>
        models.liveEvents(slug, moment),
      );
      return { view, moment, live };
    },
    names: async (slug, moment) => namesOf((await reads.plan(slug, moment))?.view ?? null),
    rowOf: eventRows(models),
    event: async (id) => {
      const { found } = await exact({}, (moment) => models.event(id, moment));
      return found;
    },
  };
  return reads;
}

/** One promise per question. A failure is remembered too: within one request nothing is asked again. */
function memory(): <T>(key: string, ask: () => Promise<T>) => Promise<T> {
  const asked = new Map<string, Promise<unknown>>();
  return <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const before = asked.get(key) as Promise<T> | undefined;
    if (before) return before;
    const answer = ask();
    asked.set(key, answer);
    return answer;
  };
}

function momentError({ field, value, reason }: InvalidMoment, prefix: string, lang: Lang) {
  const code = field === "asOf" ? "BAD_DATE" : "BAD_INSTANT";
  const mend = field === "asOf" ? dateRemedy : instantRemedy;
  const remedy = reason === "in-future" ? futureRemedy : mend;
  return badValue({ code, field: prefix + field, value, remedy }, lang);
}

function notFound(slug: string, { asOf, knownAt }: ResolvedMoment, lang: Lang) {
  const words: Words = {
    zh: `没有规划“${slug}”，或者它在${asOf}尚未通过，或者到${knownAt}尚无记录。请检查规划简称和日期。`,
    en: `There is no plan “${slug}”, or it was not adopted by ${asOf} or not known at ${knownAt}. Check both.`,
  };
  return apiError("NOT_FOUND", words[lang], { field: "slug", value: slug });
}
