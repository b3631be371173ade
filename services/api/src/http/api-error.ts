import type { Lang, Words } from "@mingzhang/domain";
import { GraphQLError } from "graphql";

/** Codes that a client can act on. What was not foreseen is `INTERNAL_SERVER_ERROR`, with an id for the log. */
export type ApiErrorCode =
  | "BAD_ARGUMENT"
  | "BAD_DATE"
  | "BAD_INSTANT"
  | "BAD_NUMBER"
  | "NOT_FOUND"
  | "NOT_YET_VISIBLE"
  | "OUTCOME_UNKNOWN"
  | "OVERLOADED"
  | "PLAN_STANDS_STILL"
  | "QUERY_TOO_COSTLY"
  | "QUERY_TOO_DEEP"
  | "TIMEOUT"
  | "TOO_LARGE"
  | "UNAUTHENTICATED";

/** An error that the client may read: what is wrong and what would help, in the reader's language. */
export function apiError(
  code: ApiErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

export function unauthenticated(lang: Lang): GraphQLError {
  const words: Words = {
    zh: "需要写入权限。请在请求头中带上 Authorization: Bearer <写入令牌>。",
    en: "This needs the right to write. Send the header Authorization: Bearer <write token>.",
  };
  return apiError("UNAUTHENTICATED", words[lang]);
}

/** An argument that cannot be used: names the field, the value and the remedy. */
export interface BadValue {
  readonly code: "BAD_ARGUMENT" | "BAD_DATE" | "BAD_INSTANT" | "BAD_NUMBER";
  readonly field: string;
  readonly value: string;
  readonly remedy: Words;
}

export function badValue({ code, field, value, remedy }: BadValue, lang: Lang): GraphQLError {
  const message =
    lang === "zh" ? `${field} 的值“${value}”无效：${remedy.zh}。` : `${field}: “${value}” is not valid; ${remedy.en}.`;
  return apiError(code, message, { field, value, remedy: remedy[lang] });
}
