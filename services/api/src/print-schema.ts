import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { printedSchema } from "./schema/printed-schema.ts";

// Clients are built against the committed text: what changes in it is reviewed as a change of contract.
await writeFile(fileURLToPath(new URL("../schema.graphql", import.meta.url)), printedSchema());
