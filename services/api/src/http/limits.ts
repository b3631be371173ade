import { type DocumentNode, getOperationAST, type OperationTypeNode, parse } from "graphql";
import type { ExecutionArgs } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { ApiContext } from "./api-context.ts";
import { tooMuch } from "./cost-limit.ts";
import { outcomeUnknown, timedOut } from "./errors-out.ts";

/** Longer documents are not parsed to their end: validating a document costs the square of its fields. */
const maxTokens = 3000;

export interface Timeouts {
  readonly queryMs: number;
  readonly mutationMs: number;
}

export const defaultTimeouts: Timeouts = { queryMs: 10_000, mutationMs: 30_000 };

/** Bounds what a single request may ask of the server. */
export function useLimits(timeouts: Timeouts): Plugin<ApiContext> {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens }));
    },
    onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const refused = tooMuchOf(args);
      if (refused) return setResultAndStopExecution({ errors: [refused] });
      const operation = operationOf(args.document, args.operationName);
      setExecuteFn((given) => inTime(async () => executeFn(given), operation, timeouts));
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refused = tooMuchOf(args);
      if (refused) setResultAndStopExecution({ errors: [refused] });
    },
  };
}

type Args = Pick<ExecutionArgs, "schema" | "document" | "operationName" | "variableValues" | "contextValue">;

function tooMuchOf({ schema, document, operationName, variableValues, contextValue }: Args) {
  const { lang } = contextValue as ApiContext;
  return tooMuch({ schema, document, operationName, variables: variableValues ?? {} }, lang);
}

function operationOf(document: DocumentNode, name: string | null | undefined): OperationTypeNode | null {
  return getOperationAST(document, name)?.operation ?? null;
}

async function inTime<T>(run: () => Promise<T>, operation: string | null, { queryMs, mutationMs }: Timeouts) {
  const isMutation = operation === "mutation";
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ errors: [Error] }>((resolve) => {
    // A mutation goes on behind the answer, so nothing can be said of its outcome.
    const answer = () => resolve({ errors: [isMutation ? outcomeUnknown() : timedOut()] });
    timer = setTimeout(answer, isMutation ? mutationMs : queryMs);
  });
  try {
    return await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}
