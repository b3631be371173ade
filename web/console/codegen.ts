import type { CodegenConfig } from "@graphql-codegen/cli";

const plugins = ["typescript-operations", "typed-document-node"];
const shared = "src/history/event-line.graphql";

/**
 * The API and the console meet only at the committed schema. Reading and recording are written apart, so that who only
 * reads loads no document for recording. A test compares what this writes with what is committed.
 */
const config: CodegenConfig = {
  schema: "../../services/api/schema.graphql",
  config: {
    useTypeImports: true,
    enumType: "string-literal",
    enumsAsTypes: true,
    skipTypename: false,
    inlineFragmentTypes: "combine",
    scalars: { BigInt: "string", Date: "string", DateTime: "string", Decimal: "string" },
  },
  generates: {
    "src/client/documents.gen.ts": { documents: ["src/**/*.graphql", "!src/record/**"], plugins },
    "src/record/documents.gen.ts": {
      documents: ["src/record/*.graphql", shared, "src/plan/plan-parts.graphql"],
      plugins,
    },
  },
};

export default config;
