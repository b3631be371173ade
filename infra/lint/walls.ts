import type { IForbiddenRuleType } from "dependency-cruiser";

/** Who may import whom, as in the design of the house; its walls that were moved are in `infra/decisions/0001`. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  "packages/ledger": [],
  "packages/transparency-log": [],
  // What a stranger runs: it may not lean on the code whose record it checks.
  "packages/public-rules": ["packages/transparency-log"],
  "packages/event-store": [],
  "packages/open-data": [],
  "packages/runtime": [],
  "packages/evidence": [],
  "packages/domain": ["packages/ledger", "packages/transparency-log"],
  "packages/read-models": ["packages/ledger", "packages/domain", "packages/event-store", "packages/transparency-log"],
  "packages/ui": ["packages/ledger"],
  "services/api": ["packages/(?!ui/)[^/]+"],
  "services/projector": ["packages/(?!ui/)[^/]+"],
  "services/feed": ["packages/[^/]+", "web/portal"],
  // A witness is independent of the one whose log it watches, down to its code.
  "services/witness": ["packages/(runtime|transparency-log)"],
  "services/standalone": ["packages/(?!ui/)[^/]+", "services/[^/]+"],
  "web/console": ["packages/(domain|ledger|transparency-log|ui)"],
  "web/portal": ["packages/(domain|ledger|transparency-log|ui)"],
};

const pure = "^packages/(ledger|domain|transparency-log|public-rules)/src/";
const tests = "\\.test\\.tsx?$|/testing/|/contract/";
/** The command of a pure package stands at its edge, in a folder that the package itself never imports. */
const commands = "^packages/[^/]+/src/cli/";

const walls: IForbiddenRuleType[] = Object.entries(mayImport).map(([folder, others]) => ({
  name: `walls of ${folder}`,
  severity: "error",
  from: { path: `^${folder}/` },
  to: { path: "^(packages|services|web)/", pathNot: [folder, ...others].map((each) => `^${each}/`) },
}));

/**
 * The walls, and that doors are used: nobody climbs through a window, nobody leans on what the manifest does not name.
 */
export const forbidden: IForbiddenRuleType[] = [
  ...walls,
  {
    name: "doors: another package is imported by its name",
    severity: "error",
    from: { path: "^(packages|services|web)/([^/]+)/" },
    to: {
      path: "^(packages|services|web|infra)/",
      pathNot: ["^$1/$2/", "^infra/testing/"],
      dependencyTypes: ["local"],
    },
  },
  {
    name: "infra is for tests only",
    severity: "error",
    from: { path: "^(packages|services|web)/", pathNot: tests },
    to: { path: "^infra/" },
  },
  {
    name: "pure packages do not look at the world",
    severity: "error",
    from: { path: pure, pathNot: [tests, commands] },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "a pure package does not import its command",
    severity: "error",
    from: { path: pure, pathNot: [tests, commands] },
    to: { path: commands },
  },
  {
    // Types alone are the compiler's to find.
    name: "every import is found",
    severity: "error",
    from: {},
    to: { couldNotResolve: true, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "the manifest names what is imported",
    severity: "error",
    from: { path: "^(packages|services|web)/", pathNot: tests },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  {
    name: "what runs does not need what only builds",
    severity: "error",
    from: { path: "^(packages|services)/", pathNot: tests },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
];
