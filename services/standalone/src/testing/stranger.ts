import type { Seen } from "./crawl.ts";

interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType: TypeRef | null;
}

interface FieldOf {
  readonly name: string;
  readonly args: readonly { readonly name: string; readonly type: TypeRef }[];
  readonly type: TypeRef;
}

interface TypeOf {
  readonly kind: string;
  readonly name: string;
  readonly fields: readonly FieldOf[] | null;
  readonly possibleTypes: readonly { readonly name: string }[] | null;
}

const refs = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
const introspection = `{ __schema { types {
  kind name possibleTypes { name } fields { name type { ${refs} } args { name type { ${refs} } } }
} } }`;

/** Every query that needs no token with every field, asked by nobody in particular. */
export async function everythingAsked(
  origin: string,
  { slug, event }: { readonly slug: string; readonly event: string },
): Promise<readonly Seen[]> {
  const ask = async (query: string) => {
    const body = JSON.stringify({ query });
    const answer = await fetch(`${origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const text = await answer.text();
    return { path: `/graphql ${query}`, status: answer.status, headers: JSON.stringify([...answer.headers]), text };
  };
  const { data } = JSON.parse((await ask(introspection)).text) as { data: { __schema: { types: readonly TypeOf[] } } };
  const types = new Map(data.__schema.types.map((type) => [type.name, type]));
  const given: Readonly<Record<string, string>> = {
    plan: `(slug: "${slug}")`,
    planDiff: `(slug: "${slug}", from: { asOf: "2016-10-31" }, to: { asOf: "2016-12-31" })`,
    because: `(slug: "${slug}", figure: "years.2016.variance")`,
    transfers: `(slug: "${slug}", first: 20)`,
    events: `(slug: "${slug}", first: 20)`,
    event: `(id: "${event}")`,
    workbook: `(slug: "${slug}")`,
    project: `(code: "crafts")`,
  };
  const selection = (name: string): string => {
    const type = types.get(name);
    if (type?.kind === "UNION") {
      return `{ ${(type.possibleTypes ?? []).map((each) => `... on ${each.name} ${selection(each.name)}`).join(" ")} }`;
    }
    if (type?.kind !== "OBJECT") return "";
    return `{ ${(type.fields ?? []).map(selected).join(" ")} }`;
  };
  const selected = ({ name, type, args }: FieldOf): string => {
    const wanted = args.some((arg) => arg.type.kind === "NON_NULL");
    return `${name}${wanted ? (given[name] ?? "") : ""} ${selection(innermost(type))}`;
  };
  const queries = types.get("Query")?.fields ?? [];
  return Promise.all(
    queries.map(({ name, type }) => ask(`{ ${name}${given[name] ?? ""} ${selection(innermost(type))} }`)),
  );
}

function innermost(type: TypeRef): string {
  return type.ofType ? innermost(type.ofType) : (type.name ?? "");
}
