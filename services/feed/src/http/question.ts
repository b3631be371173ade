import type { Context } from "hono";
import { parseInstant } from "@mingzhang/domain";
import { type Frame, type PlanHead, type Query, withQuery } from "@mingzhang/portal";
import type { PlanReplay, PlanStandsStill, ReadModels, ResolvedMoment } from "@mingzhang/read-models";
import type { Lang } from "@mingzhang/ui";
import type { Proofs, Reach } from "../entries/proofs.ts";
import type { PublicRecord } from "../entries/public-record.ts";
import type { PublicLog } from "../log/read/public-log.ts";
import type { DataAnswer } from "./data-route.ts";
import type { Kept } from "./kept.ts";
import { askedLang } from "./language.ts";
import { single } from "./parameters.ts";
import { badParameter, planNotFound } from "./trouble.ts";

/** What every route works with. */
export interface Surroundings {
  readonly readModels: ReadModels;
  readonly record: PublicRecord;
  /** Scheme and host that the public uses, without a slash at the end. */
  readonly publicUrl: string;
  readonly log: FeedLog;
  /** The public log; null where none is kept, as beside tables alone. */
  readonly published: PublicLog | null;
  /** How far what can be proved goes; null where no log is kept. */
  readonly proofs: Proofs | null;
  readonly now: () => Date;
  /** What was made before and can never be different. */
  readonly kept: Kept<DataAnswer>;
}

export interface FeedLog {
  error(facts: object, text: string): void;
}

/** A question as a route sees it: its address read, its dates resolved. */
export interface Question extends Surroundings {
  readonly path: string;
  readonly param: (name: string) => string;
  readonly params: URLSearchParams;
  /** The query of the address as it stands, with its question mark; empty where there is none. */
  readonly search: string;
  readonly asked: Frame["asked"];
  readonly askedLang: Lang | null;
  readonly lang: Lang;
  readonly moment: ResolvedMoment;
  /** Both dates are given: the answer never changes again. */
  readonly pinned: boolean;
  /** What keeps the answer from being that of now, where now was asked for: `moment` is the last exact one before. */
  readonly standing: PlanStandsStill | null;
  /** Entries under the checkpoint that is shown; null without a log, and where what two dates pin down is for ever. */
  readonly provedSize: bigint | null;
  /** How far the log can be proved, where the question is about now and the answer goes no further. */
  readonly reach: Reach | null;
}

/**
 * Reads the address and resolves its dates. Where the path alone stands for a pair of dates, `pair` is it, and the
 * query may name none. Throws Trouble and InvalidMoment.
 */
export async function questionOf(
  c: Context,
  surroundings: Surroundings,
  pair?: { readonly asOf: string; readonly knownAt: string },
): Promise<Question> {
  const { pathname, search, searchParams: params } = new URL(c.req.url);
  const lang = askedLang(params);
  const given = { asOf: single(params, "asOf"), knownAt: single(params, "knownAt") };
  const surplus = Object.entries(given).find(([, value]) => value !== null);
  if (pair && surplus) throw badParameter(surplus[0], surplus[1] ?? "");
  const asked = pair ?? given;
  const moment = await surroundings.readModels.resolve(asked);
  const pinned = asked.asOf !== null && asked.knownAt !== null;
  const { published } = surroundings;
  return {
    ...surroundings,
    path: pathname,
    param: (name) => c.req.param(name) ?? "",
    params,
    search,
    asked: { asOf: asked.asOf, knownAt: asked.knownAt === null ? null : moment.knownAt },
    askedLang: lang,
    lang: lang ?? "zh-CN",
    moment,
    pinned,
    standing: null,
    provedSize: published && !pinned ? BigInt((await published.shown())?.size ?? 0) : null,
    reach: null,
  };
}

/** The plan at the dates of the question. Throws where it does not exist there. */
export async function planOf({ readModels, moment }: Question, slug: string): Promise<PlanReplay> {
  const replay = await readModels.plan(slug, moment);
  if (!replay) throw planNotFound();
  return replay;
}

export function headOf({ view, stateHash, position }: PlanReplay): PlanHead {
  return { slug: view.slug, name: view.name, stateHash, position: position.toString() };
}

/** The frame of a page that answers the question. */
export function frameOf(
  question: Question,
  { plan = null, query = {}, simulated }: { plan?: PlanReplay | null; query?: Query; simulated: boolean },
): Frame {
  const { lang, path, asked, moment, publicUrl } = question;
  return {
    lang,
    askedLang: question.askedLang,
    path,
    query,
    asked,
    moment: { asOf: moment.asOf, knownAt: moment.knownAt },
    plan: plan && headOf(plan),
    simulated,
    publicUrl,
    ...(question.standing ? { standing: question.standing.plan } : {}),
  };
}

/** Names the pair of dates that an answer stands for, and links to the address where it stays as it is. */
export function momentHeaders(
  { moment, path, publicUrl, standing, reach }: Pick<Question, "moment" | "path" | "publicUrl" | "standing" | "reach">,
  { query, plan }: { query: Query; plan: PlanHead | null },
): Record<string, string> {
  const { asOf, knownAt, position } = moment;
  return {
    "Mingzhang-As-Of": asOf,
    "Mingzhang-Known-At": knownAt,
    "Mingzhang-Position": plan?.position ?? position.toString(),
    ...(plan ? { "Mingzhang-State-Hash": plan.stateHash } : {}),
    ...(standing ? { "Mingzhang-Stands-Still": standing.plan } : {}),
    ...(reach ? { "Mingzhang-Log-Size": reach.size.toString() } : {}),
    ...(reach?.waitingSince ? { "Mingzhang-Waiting-Since": reach.waitingSince } : {}),
    Link: `<${publicUrl}${withQuery(path, { ...query, asOf, knownAt })}>; rel="bookmark"`,
  };
}

/**
 * Where a form sent empty fields or a local time without its zone: the address that says the same plainly. Null where
 * the address is plain already. A form's clock is that of Beijing.
 */
export function plainAddress(url: URL): string | null {
  const kept = [...url.searchParams].filter(([, value]) => value !== "");
  const plain = kept.map(([name, value]): [string, string] => [name, name === "knownAt" ? withZone(value) : value]);
  const changed =
    kept.length !== [...url.searchParams].length || plain.some(([, value], at) => value !== kept[at]?.[1]);
  return changed ? withQuery(url.pathname, Object.fromEntries(plain)) : null;
}

function withZone(value: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value) ? (parseInstant(`${value}+08:00`) ?? value) : value;
}
