import { randomUUID } from "node:crypto";
import type { Lang, Words } from "@mingzhang/domain";
import { OutcomeUnknown } from "@mingzhang/event-store";
import type { Log } from "@mingzhang/runtime";
import { InvalidCursor, PlanStandsStill, ReadModelsNotReady } from "@mingzhang/read-models";
import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { PlanOverloaded } from "../write/plan-queue.ts";
import type { ApiContext } from "./api-context.ts";
import { readerLang } from "./reader-lang.ts";
import { type ApiErrorCode, type BadValue, badValue } from "./api-error.ts";

/** An error whose words are chosen where the reader's language is known: on the way out. */
function inWords(code: ApiErrorCode | "INTERNAL_SERVER_ERROR", words: Words, extensions: object = {}): GraphQLError {
  return new GraphQLError(words.en, { extensions: { code, words, ...extensions } });
}

export function outcomeUnknown(): GraphQLError {
  return inWords("OUTCOME_UNKNOWN", {
    zh: "存储没有回答，无法确认是否已经入账。请用同一幂等键重试：已入账的不会重复。",
    en: "The store did not answer: it may or may not be recorded. Retry with the same idempotency key; that is safe.",
  });
}

export function timedOut(): GraphQLError {
  return inWords("TIMEOUT", {
    zh: "查询超时。请减少字段或缩小范围后再试。",
    en: "The query took too long. Ask for less and try again.",
  });
}

/** The plan can be asked about, but not so late: the error says until when. */
function standsStill({ plan, knownAt }: PlanStandsStill): GraphQLError {
  const words = {
    zh: `规划“${plan}”在 ${knownAt} 之后有一条记录尚不能展示，此后的状态暂时无法给出。请用 knownAt: "${knownAt}" 查询。`,
    en:
      `Plan “${plan}” has a record after ${knownAt} that cannot be shown yet, so no later state can be given. ` +
      `Ask with knownAt: "${knownAt}".`,
  };
  const remedy = {
    zh: `请用 knownAt: "${knownAt}" 查询，这是最后一个准确的状态；不填 knownAt 时即以它作答`,
    en: `ask with knownAt: "${knownAt}", the last exact state; with knownAt left out that is what is answered`,
  };
  return inWords("PLAN_STANDS_STILL", words, { plan, knownAt, remedies: remedy });
}

/**
 * What a client is told of an error that no resolver meant for it. Outages it can act upon have their own code; of the
 * rest it learns an id, under which the log has the whole.
 */
export function maskError(log: Pick<Log, "error">): (error: unknown) => GraphQLError {
  return (error) => {
    const cause = causeOf(error);
    if (cause === null && error instanceof GraphQLError) return error;
    if (cause instanceof OutcomeUnknown) return placed(outcomeUnknown(), error);
    if (cause instanceof PlanStandsStill) return placed(standsStill(cause), error);
    if (cause instanceof ReadModelsNotReady) {
      log.error({ err: cause }, "the read models lag behind what a reader asks for");
      const words = {
        zh: "读模型尚未追上所要的时刻，请稍后再试。",
        en: "The read models have not caught up with the instant asked for. Try again in a moment.",
      };
      return placed(inWords("NOT_YET_VISIBLE", words), error);
    }
    if (cause instanceof InvalidCursor) {
      const remedy = {
        zh: "请填写同一列表返回的游标（endCursor），或不填",
        en: "give a cursor that the same list answered with (endCursor), or leave it out",
      };
      const fault = { code: "BAD_ARGUMENT", field: "after", value: cause.value, remedy };
      return placed(new GraphQLError(cause.message, { extensions: { code: "BAD_ARGUMENT", fault } }), error);
    }
    if (cause instanceof PlanOverloaded) {
      const words = {
        zh: "同时提交的记录太多，本次没有入账。请稍后用同一幂等键重试。",
        en: "Too many commands wait for this plan; nothing was recorded. Retry soon with the same idempotency key.",
      };
      return placed(inWords("OVERLOADED", words), error);
    }
    const id = randomUUID();
    log.error({ err: cause ?? error, id }, "a request failed");
    const words = { zh: `服务出错，请稍后再试。错误编号：${id}`, en: `Something failed on our side; id ${id}.` };
    return placed(inWords("INTERNAL_SERVER_ERROR", words, { id, unexpected: true }), error);
  };
}

/** What a GraphQL error wraps, if that is no GraphQL error itself. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  return error.originalError ? causeOf(error.originalError) : null;
}

function placed(masked: GraphQLError, error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return masked;
  return rewritten(error, masked.message, { ...masked.extensions });
}

function rewritten({ nodes, source, positions, path }: GraphQLError, message: string, extensions: object) {
  const place = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, path: path ?? null };
  return new GraphQLError(message, { ...place, extensions: { ...extensions } });
}

/** Puts errors into the reader's language as they leave, and names the field of a value that a scalar refused. */
export function useReadersLanguage(): Plugin<ApiContext> {
  return {
    onExecutionResult({ result, request, setResult }) {
      if (!result || Array.isArray(result) || !("errors" in result) || !result.errors) return;
      // Not out of the context: a document that does not validate never gets one.
      const lang = readerLang(request.headers.get("accept-language"));
      setResult({ ...result, errors: result.errors.map((error) => readable(error, lang)) });
    },
  };
}

/** Validated documents are kept, and their errors with them: they are copied here, never changed. */
function readable(error: GraphQLError, lang: Lang): GraphQLError {
  const { fault, words, remedies, ...others } = error.extensions as {
    fault?: Omit<BadValue, "field"> & { field?: string };
    words?: Words;
    remedies?: Words;
  };
  if (words) return rewritten(error, words[lang], { ...others, ...(remedies ? { remedy: remedies[lang] } : {}) });
  if (!fault) return error;
  const { message, extensions } = badValue({ ...fault, field: fault.field || fieldOf(error.message) }, lang);
  return rewritten(error, message, { ...others, ...extensions });
}

/** The field that graphql-js names: `Variable "$input" got invalid value … at "input.from[0].year"`. */
function fieldOf(message: string): string {
  const [, variable = ""] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  const [, path = variable] = /^Variable "\$\w+" got invalid value .* at "(\w[\w.[\]]*)"; /s.exec(message) ?? [];
  return path.replace(/\[(\d+)\]/g, ".$1");
}
