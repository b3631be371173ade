import SchemaBuilder, {
  BasePlugin,
  type PothosInputFieldConfig,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from "@pothos/core";
import type { Audience } from "@mingzhang/domain";
import type { GraphQLFieldResolver } from "graphql";
import { unauthenticated } from "../http/api-error.ts";
import type { ApiContext } from "../http/api-context.ts";

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- Pothos takes options of a plugin through this namespace.
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      audience: AudiencePlugin<Types>;
    }
    // The type parameters are Pothos' own: a merged declaration has to repeat them.
    interface FieldOptions {
      /** Who may see the field, and use its arguments. */
      audience: Audience;
      /** What the field costs by itself, in the units of the cost limit. Default 1. */
      cost?: number;
      /** How many items a list is reckoned with by the cost limit. Default 10. */
      items?: number;
    }
    interface InputObjectTypeOptions {
      audience: Audience;
    }
  }
}

/** Audience and cost of a field, as its extensions carry them. */
export interface FieldFacts {
  readonly audience: Audience;
  readonly cost: number;
  readonly items: number;
}

/**
 * Every output field has to name its audience (the compiler asks for it), every argument inherits it, every input type
 * names its own. A staff field answers the public with null, or with an error where null is not allowed.
 */
class AudiencePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  private readonly inputTypes = new Map<string, Audience>();

  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    if (type.kind !== "InputObject") return type;
    const { audience } = type.pothosOptions;
    this.inputTypes.set(type.name, audience);
    const extensions = { ...type.extensions, audience };
    return { ...type, description: described(type.description, audience), extensions };
  }

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { audience, cost = 1, items = 10 } = field.pothosOptions;
    const facts: FieldFacts = { audience, cost, items };
    const args = Object.fromEntries(
      Object.entries(field.args).map(([name, arg]) => [
        name,
        { ...arg, extensions: { ...arg.extensions, audience } } as PothosInputFieldConfig<Types>,
      ]),
    );
    const description = described(field.description, audience);
    return { ...field, args, description, extensions: { ...field.extensions, ...facts } };
  }

  override onInputFieldConfig(field: PothosInputFieldConfig<Types>): PothosInputFieldConfig<Types> {
    if (field.kind === "Arg") return field;
    return { ...field, extensions: { ...field.extensions, audience: this.inputTypes.get(field.parentType) } };
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types["Context"], object>,
    { pothosOptions, type }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types["Context"], object> {
    if (pothosOptions.audience === "public") return resolve;
    return (...call) => {
      const { staff, lang } = call[2] as unknown as ApiContext;
      if (staff) return resolve(...call);
      if (type.nullable) return null;
      throw unauthenticated(lang);
    };
  }
}

function described(description: string | null | undefined, audience: Audience): string {
  return description ? `${description} [${audience}]` : `[${audience}]`;
}

export const audiencePlugin = "audience";
SchemaBuilder.registerPlugin(audiencePlugin, AudiencePlugin);
