export { environmentNames, readEnvironment, type Environment } from "./env.ts";
export { createLog, type Log } from "./log.ts";
export { OperatorError } from "./operator-error.ts";
export { runProcess, type Running } from "./run-process.ts";
