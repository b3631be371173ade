import { ProjectEventInput } from "../inputs/project-event.ts";
import { factCommand } from "./command.ts";

export const acceptProject = factCommand({
  field: "acceptProject",
  command: "AcceptProject",
  description: "A project's work was accepted.",
  input: ProjectEventInput,
  data: ({ project, document, note }) => ({ project, document: document ?? null, note: note ?? null }),
});
