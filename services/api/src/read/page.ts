import type { Lang } from "@mingzhang/domain";
import type { Page } from "@mingzhang/read-models";
import { badValue } from "../http/api-error.ts";
import { isPlainName } from "./plain-name.ts";

export const defaultPageSize = 50;
export const maxPageSize = 500;

/** A page as a caller asked for it. Throws an error that names the bounds where `first` lies outside of them. */
export function pageOf(
  asked: { first?: number | null | undefined; after?: string | null | undefined },
  lang: Lang,
): Page {
  const { first = null, after = null } = asked;
  const size = first ?? defaultPageSize;
  if (size >= 0 && size <= maxPageSize) return { first: size, after };
  const remedy = {
    zh: `请填写0到${maxPageSize}的整数，不填则为${defaultPageSize}`,
    en: `give a whole number from 0 to ${maxPageSize}; left out it is ${defaultPageSize}`,
  };
  throw badValue({ code: "BAD_ARGUMENT", field: "first", value: String(size), remedy }, lang);
}

/** The code of a project to filter by; null: all of them. Throws an error that says what a code looks like. */
export function projectFilter(project: string | null | undefined, lang: Lang): string | null {
  if (project === null || project === undefined) return null;
  if (isPlainName(project)) return project;
  const remedy = { zh: "请填写项目代码，例如 housing", en: "give the code of a project, for example housing" };
  throw badValue({ code: "BAD_ARGUMENT", field: "project", value: project, remedy }, lang);
}
