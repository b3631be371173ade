import type { Product } from "./product.ts";

export type Answer<T> = { readonly data: T; readonly errors?: readonly { readonly message: string }[] };

/** Asks the product's GraphQL; as staff with the token of its data folder. Throws on errors of the query. */
export async function ask<T>(
  product: Pick<Product, "url" | "token">,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  const answer = await fetch(`${product.url}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${product.token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as Answer<T>;
  if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data;
}
