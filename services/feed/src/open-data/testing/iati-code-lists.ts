import { DOMParser } from "@xmldom/xmldom";
import { select } from "xpath";
import { outsideJson } from "./outside.ts";

/** Where each code list is used, for every coded attribute that our files have. */
const uses: readonly (readonly [path: string, list: string])[] = [
  ["//reporting-org/@type", "OrganisationType"],
  ["//participating-org/@type", "OrganisationType"],
  ["//participating-org/@role", "OrganisationRole"],
  ["//activity-status/@code", "ActivityStatus"],
  ["//activity-date/@type", "ActivityDateType"],
  ["//description/@type", "DescriptionType"],
  ["//recipient-country/@code", "Country"],
  ["//sector/@vocabulary", "SectorVocabulary"],
  ["//sector[@vocabulary='1']/@code", "Sector"],
  ["//budget/@type", "BudgetType"],
  ["//budget/@status", "BudgetStatus"],
  ["//value/@currency", "Currency"],
  ["//@default-currency", "Currency"],
  ["//transaction-type/@code", "TransactionType"],
  ["//document-link/@format", "FileFormat"],
  ["//document-link/category/@code", "DocumentCategory"],
  ["//document-link/language/@code", "Language"],
  ["//related-activity/@type", "RelatedActivityType"],
  ["//result/@type", "ResultType"],
  ["//indicator/@measure", "IndicatorMeasure"],
  ["//iati-activities/@version", "Version"],
];

/** Codes of an IATI file that are on no list, and coded attributes that nobody looks up. */
export function strangeCodes(text: string): readonly string[] {
  const lists = outsideJson<Record<string, readonly string[]>>("iati-2.03/codelists.json");
  const document = new DOMParser().parseFromString(text, "application/xml") as unknown as Node;
  const attributes = (path: string) => select(path, document) as Attr[];
  const wrong = uses.flatMap(([path, list]) =>
    attributes(path).flatMap(({ value }) => (lists[list]?.includes(value) ? [] : [`${path}: ${value}`])),
  );
  const looked = new Set(uses.flatMap(([path]) => attributes(path)));
  const coded = attributes("//@code | //@type | //@role | //@vocabulary | //@format | //@measure | //@currency");
  const unlooked = coded.filter(
    (attribute) => !looked.has(attribute) && attribute.ownerElement?.getAttribute("vocabulary") !== "99",
  );
  return [...wrong, ...unlooked.map(({ name, ownerElement }) => `nobody looks up ${ownerElement?.nodeName}/@${name}`)];
}
