declare module "@20minutes/s3rver" {
  interface Context {
    readonly method: string;
    readonly path: string;
    status: number;
    body: unknown;
    get(name: string): string;
  }
  type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>;

  /** An S3 server on a folder, by Koa; only what the tests use of it. */
  export default class S3rver {
    constructor(options: {
      readonly address: string;
      readonly port: number;
      readonly silent: boolean;
      readonly directory: string;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    readonly middleware: Middleware[];
    readonly store: {
      getObject(
        bucket: string,
        key: string,
      ): Promise<{
        readonly metadata: Record<string, string>;
        readonly content: NodeJS.ReadableStream & { destroy(): void };
      } | null>;
    };
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}
