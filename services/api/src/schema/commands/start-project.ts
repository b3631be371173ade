import { ProjectEventInput } from "../inputs/project-event.ts";
import { factCommand } from "./command.ts";

export const startProject = factCommand({
  field: "startProject",
  command: "StartProject",
  description: "Work on a project started.",
  input: ProjectEventInput,
  data: ({ project, document, note }) => ({ project, document: document ?? null, note: note ?? null }),
});
