import { type DocumentNode, getOperationAST, type OperationTypeNode, parse } from "graphql";
import type { ExecutionArgs } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { ApiContext } from "./api-context.ts";
import { apiError } from "./api-error.ts";
import { tooMuch } from "./cost-limit.ts";
import { outcomeUnknown, timedOut } from "./errors-out.ts";
import { readerLang } from "./reader-lang.ts";
import { recentlyUsed } from "./recently-used.ts";

/** Longer documents are not parsed to their end: validating a document costs the square of its fields. */
const maxTokens = 2000;
/** Files and long texts go into variables. */
const maxDocumentLength = 100_000;
/** Parsed documents are kept for who asks again; a stranger's documents must not fill the memory. */
const keptDocuments = 100;

/** Where Yoga keeps what it parsed. */
export const documentCaches = {
  documentCache: recentlyUsed<DocumentNode>(keptDocuments),
  errorCache: recentlyUsed<Error>(keptDocuments),
};

export interface Timeouts {
  readonly queryMs: number;
  readonly mutationMs: number;
}

export const defaultTimeouts: Timeouts = { queryMs: 10_000, mutationMs: 30_000 };

/** Bounds what a single request may ask of the server. */
export function useLimits(timeouts: Timeouts): Plugin<ApiContext> {
  return {
    onParse({ params, context, setParseFn }) {
      const length = typeof params.source === "string" ? params.source.length : params.source.body.length;
      if (length > maxDocumentLength) throw tooLong(length, context);
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

function tooLong(length: number, { request }: { readonly request?: Request }) {
  const lang = readerLang(request?.headers.get("accept-language") ?? null);
  const words = {
    zh: `查询文本长${length}个字符，超过上限${maxDocumentLength}。请把文件和长文本放进变量。`,
    en: `The query is ${length} characters long, above ${maxDocumentLength}. Put files and long texts into variables.`,
  };
  return apiError("TOO_LARGE", words[lang], { length, limit: maxDocumentLength });
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
