export { languageOf } from "./arguments.ts";
export type { LogSource } from "./log-source.ts";
export { openSource } from "./log-source.ts";
export { Hindered } from "./outage.ts";
export { shown, verdictText } from "./print-verdict.ts";
export type { CliWorld } from "./run-cli.ts";
export { fileBytes, hindranceText, policyFrom, runCli } from "./run-cli.ts";
