import { basisLabel, type WithheldField as Field, withheldLabel } from "@mingzhang/domain";
import type { ApiContext } from "../../http/api-context.ts";
import type { Kept } from "../../vault/vault.ts";
import { builder } from "../builder.ts";
import { LangEnum } from "../enums/lang.ts";

interface WithheldModel extends Field {
  readonly event: string;
}

export const WithheldField = builder.objectRef<WithheldModel>("WithheldField");

/** What the vault holds of a field under the digest that is in the record. */
async function kept({ event, name, digest }: WithheldModel, { vault }: ApiContext): Promise<Kept | null> {
  const rows = (await vault?.read(event)) ?? [];
  return rows.find((row) => row.name === name && row.digest === digest) ?? null;
}

builder.objectType(WithheldField, {
  description: "A field that is kept from the public by law. The record holds a salted digest of it (RFC 9901).",
  fields: (t) => ({
    name: t.string({ audience: "public", description: "Name of the field.", resolve: ({ name }) => name }),
    label: t.string({
      audience: "public",
      description: "Name of the field in words.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ name }, { lang }, context) => withheldLabel(name, lang ?? context.lang),
    }),
    basis: t.string({
      audience: "public",
      description: "The law by which it is withheld, in words.",
      args: { lang: t.arg({ type: LangEnum }) },
      resolve: ({ basis }, { lang }, context) => basisLabel(basis, lang ?? context.lang),
    }),
    digest: t.string({
      audience: "public",
      description: "SHA-256 of the disclosure in base64url, as it stands in the public entry.",
      resolve: ({ digest }) => digest,
    }),
    value: t.string({
      nullable: true,
      audience: "staff",
      description: "The field in clear; null where it was erased.",
      resolve: async (field, _, context) => (await kept(field, context))?.value ?? null,
    }),
    disclosure: t.string({
      nullable: true,
      audience: "staff",
      description: "What is handed to an auditor, who can then check the value against the public entry.",
      resolve: async (field, _, context) => (await kept(field, context))?.disclosure ?? null,
    }),
    erasedAt: t.field({
      type: "DateTime",
      nullable: true,
      audience: "staff",
      description: "When value and salt were destroyed.",
      resolve: async (field, _, context) => (await kept(field, context))?.erasedAt ?? null,
    }),
  }),
});
