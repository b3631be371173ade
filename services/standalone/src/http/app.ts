import type { Log } from "@mingzhang/runtime";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { compression } from "./compression.ts";
import type { Metrics } from "./metrics.ts";
import type { Readiness } from "./readiness.ts";

export interface AppParts {
  readonly api: Hono;
  readonly consoleApp: Hono;
  readonly feed: Hono;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<Readiness>;
  /** Whether the public reaches us by HTTPS: then its browsers are told to stay with it. */
  readonly secure: boolean;
  readonly log: Log;
}

/** Everything that the one process answers, on one port. The feed comes last: it has a page for what nobody knows. */
export function productApp({ api, consoleApp, feed, metrics, readiness, secure, log }: AppParts): Hono {
  const app = new Hono();
  app.use(metrics.middleware);
  app.use(
    secureHeaders({
      // A part that says more about its own pages is not overruled.
      overwrite: false,
      strictTransportSecurity: secure,
      xFrameOptions: "DENY",
    }),
  );
  app.use(compression());
  app.get("/healthz", (c) => c.json({ status: "ok" }, 200, unkept));
  app.get("/readyz", async (c) => {
    const now = await readiness();
    return c.json(readinessJson(now), now.ready ? 200 : 503, unkept);
  });
  app.get("/metrics", async (c) =>
    c.body(await metrics.text(), 200, { ...unkept, "Content-Type": metrics.contentType }),
  );
  app.route("/", api);
  app.route("/", consoleApp);
  app.route("/", feed);
  app.onError((err, c) => {
    log.error({ err, path: c.req.path }, "a request failed");
    return c.text("出错了，请稍后再试 ｜ Something went wrong, please try again later\n", 500);
  });
  return app;
}

const unkept = { "Cache-Control": "no-store" };

function readinessJson(now: Readiness): object {
  const { state, lagSeconds, cause, publicLog } = now;
  const [position, head, lagEvents] = [`${now.position}`, `${now.head}`, `${now.lagEvents}`];
  // Which event and since when: it is published. Why is for staff.
  const shardsStanding = now.shards.flatMap(({ shard, failure }) =>
    failure ? [{ shard, event: failure.event, position: `${failure.position}`, since: failure.since }] : [],
  );
  return { state, position, head, lagEvents, lagSeconds, cause, shardsStanding, publicLog };
}

/** What answers between the opening of the port and the end of the start. */
export function startingApp(): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.all("*", (c) => {
    c.header("Retry-After", "2");
    return c.text("明账正在启动，请稍候 ｜ Mingzhang is starting, please wait\n", 503);
  });
  return app;
}
