import AjvDraft04 from "ajv-draft-04";
import { validateXML } from "xmllint-wasm";
import { outsideJson, outsideText } from "./outside.ts";

const schemaFile = (fileName: string) => ({ fileName, contents: outsideText(`iati-2.03/${fileName}`) });

/** What the published schema of IATI 2.03 objects to. */
export async function iatiSchemaErrors(text: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: "activities.xml", contents: text },
    schema: schemaFile("iati-activities-schema.xsd"),
    preload: [schemaFile("iati-common.xsd"), schemaFile("xml.xsd")],
  });
  return errors.map(({ message }) => message);
}

/** What the published schemas of OC4IDS 0.9.5 object to. */
export function oc4idsSchemaErrors(document: unknown): readonly string[] {
  const ajv = new AjvDraft04({ strict: false, allErrors: true });
  ajv.addFormat("uri", (text: string) => /^[a-z][a-z0-9+.-]*:/.test(text) && URL.canParse(text));
  ajv.addFormat("email", /@/);
  ajv.addFormat("date-time", /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/);
  ajv.addSchema(outsideJson<object>("oc4ids-0.9.5/project-schema.json"));
  const valid = ajv.compile(outsideJson<object>("oc4ids-0.9.5/project-package-schema.json"));
  valid(document);
  return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

type Node = { readonly [name: string]: unknown };

/** What the data tool of OC4IDS checks beside the schema: ids, parties, currencies, nothing empty. */
export function oc4idsFurtherErrors(document: { readonly projects: readonly Node[] }): readonly string[] {
  const currencies =
    outsideJson<Record<string, readonly string[]>>("oc4ids-0.9.5/codelists.json")["currency.csv"] ?? [];
  const ids = document.projects.map(({ id }) => id);
  const wrong = new Set(ids).size === ids.length ? [] : ["two projects of one id"];
  for (const project of document.projects) {
    const parties = (project["parties"] as readonly { id: string }[]).map(({ id }) => id);
    if (new Set(parties).size !== parties.length) wrong.push(`${project["id"]}: two parties of one id`);
    for (const { path, value } of walk(project, "")) {
      if (value === null || value === "" || (Array.isArray(value) && value.length === 0))
        wrong.push(`${path} is empty`);
      if (Array.isArray(value)) wrong.push(...doubled(path, value));
      if (!isObject(value)) continue;
      if (
        "amount" in value &&
        !currencies.includes(String((isObject(value["amount"]) ? value["amount"] : value)["currency"]))
      )
        wrong.push(`${path} has no currency`);
      if (/\/(payer|payee|sourceParty|publicAuthority)$/.test(path) && !parties.includes(String(value["id"])))
        wrong.push(`${path} is no party`);
    }
  }
  return wrong;
}

function doubled(path: string, list: readonly unknown[]): readonly string[] {
  const ids = list.flatMap((each) => (isObject(each) && "id" in each ? [each["id"]] : []));
  return new Set(ids).size === ids.length ? [] : [`${path} has an id twice`];
}

function* walk(value: unknown, path: string): Generator<{ path: string; value: unknown }> {
  yield { path, value };
  if (Array.isArray(value)) for (const [at, each] of value.entries()) yield* walk(each, `${path}/${at}`);
  else if (isObject(value)) for (const [name, each] of Object.entries(value)) yield* walk(each, `${path}/${name}`);
}

function isObject(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
