import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { environmentNames, readEnvironment } from "../../packages/runtime/src/env.ts";

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly build?: { readonly context: string; readonly dockerfile: string };
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const text = read("docker-compose.yml");
const compose = parse(text, { merge: true }) as { services: Record<string, Service>; volumes: Record<string, null> };
const { postgres, mingzhang, ...cluster } = compose.services;
const dockerfile = read("infra/docker/Dockerfile");

/** Fills in `${NAME}`, `${NAME:-default}` and `${NAME:?why}` as compose does. */
function filled(value: string, given: Record<string, string>): string {
  return value.replaceAll(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name: string, or = "") => given[name] ?? or);
}

test("without a profile there is the product and its database, and only the password has to be given", () => {
  const always = Object.entries(compose.services).filter(([, service]) => !service.profiles);
  expect(always.map(([name]) => name)).toEqual(["postgres", "mingzhang"]);
  expect([...text.matchAll(/\$\{(\w+):\?/g)].map((match) => match[1])).toEqual(["POSTGRES_PASSWORD"]);
});

test("every variable is one the product reads, and what it gets by default is right", () => {
  const given = { POSTGRES_PASSWORD: "s3cret" };
  const names = Object.keys(mingzhang?.environment ?? {});
  expect(names.filter((name) => !environmentNames.includes(name))).toEqual([]);
  const source = Object.fromEntries(names.map((name) => [name, filled(mingzhang?.environment[name] ?? "", given)]));
  const env = readEnvironment(source);
  expect(env.databaseUrl).toBe("postgres://mingzhang:s3cret@postgres:5432/mingzhang");
  expect(env.eventStoreUrl).toBeUndefined();
  expect(mingzhang?.depends_on).toEqual({ postgres: { condition: "service_healthy" } });
});

test("the database is PostgreSQL 18 with its volume where that image keeps it, and the shared settings", () => {
  expect(postgres?.image).toMatch(/^postgres:18(-|$)/);
  expect(postgres?.volumes[0]).toBe("database:/var/lib/postgresql");
  const [source, target] = postgres?.volumes[1]?.split(":") ?? [];
  expect(existsSync(join(root, source ?? "absent"))).toBe(true);
  expect(postgres?.command).toContain(`config_file=${target}`);
  expect(postgres?.healthcheck?.test).toContain("pg_isready");
});

test("the cluster has three nodes that name each other, and says that it is insecure", () => {
  const names = Object.keys(cluster);
  expect(names).toEqual(["esdb1", "esdb2", "esdb3"]);
  for (const [name, node] of Object.entries(cluster)) {
    const others = names.filter((other) => other !== name).map((other) => `${other}:2113`);
    expect(node.profiles).toEqual(["cluster"]);
    expect(node.image).toMatch(/^eventstore\/eventstore:\d+\.\d+\.\d+-/);
    expect(node.environment.EVENTSTORE_CLUSTER_SIZE).toBe("3");
    expect(node.environment.EVENTSTORE_GOSSIP_SEED).toBe(others.join(","));
    expect(node.environment.EVENTSTORE_NODE_HOST_ADVERTISE_AS).toBe(name);
    expect(node.environment.EVENTSTORE_REPLICATION_HOST_ADVERTISE_AS).toBe(name);
    expect(node.healthcheck?.test.join(" ")).toContain("/health/live");
  }
  expect(text).toContain("without passwords and without\n# TLS");
});

test("the URL that the file proposes for the cluster is one the product takes", () => {
  const url = /EVENT_STORE_URL='([^']+)'/.exec(text)?.[1] ?? "";
  expect(readEnvironment({ EVENT_STORE_URL: url }).eventStoreUrl).toBe(url);
});

test("ports are published on the loopback address, each once, and every volume is declared and used", () => {
  const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
  expect(ports.filter((port) => !port.startsWith("127.0.0.1:"))).toEqual([]);
  expect(new Set(ports).size).toBe(ports.length);
  const used = Object.values(compose.services).flatMap((service) => service.volumes.map((each) => each.split(":")[0]));
  expect(used.filter((name) => name && !name.startsWith(".")).toSorted()).toEqual(
    Object.keys(compose.volumes).toSorted(),
  );
});

test("the image is built in stages on Node 20, runs as an ordinary user and tells whether it is ready", () => {
  expect(mingzhang?.build).toEqual({ context: ".", dockerfile: "infra/docker/Dockerfile" });
  const stages = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
  expect(new Set(stages)).toEqual(new Set(["node:20-bookworm-slim"]));
  expect(stages.length).toBeGreaterThan(1);
  expect(dockerfile.indexOf("USER node")).toBeGreaterThan(dockerfile.lastIndexOf("FROM"));
  expect(dockerfile).toMatch(/HEALTHCHECK [^]*\/readyz/);
  const names = [...(/^ENV (.*)$/m.exec(dockerfile)?.[1] ?? "").matchAll(/(\w+)=/g)].map((match) => match[1]);
  expect(names.filter((name) => name !== "NODE_ENV" && !environmentNames.includes(name ?? ""))).toEqual([]);
});

test("the image installs with the package manager that the manifest names", () => {
  const manifest = JSON.parse(read("package.json")) as { packageManager: string };
  expect(dockerfile).toContain(`npx -y ${manifest.packageManager} install --frozen-lockfile --prod`);
});
