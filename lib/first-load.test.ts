import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:([^"';]*?)\s+from\s+)?"([^"]+)";/gms;

/** The file that an import names; undefined for a package. */
function fileOf(name: string, importer: string): string | undefined {
  if (!name.startsWith("@/") && !name.startsWith(".")) return undefined;
  const base = name.startsWith("@/") ? path.join(ROOT, name.slice(2)) : path.resolve(importer, "..", name);
  const found = ["", ".ts", ".tsx"]
    .map((ending) => base + ending)
    .find((file) => path.extname(file) && existsSync(file));
  if (!found) throw new Error(`${importer} imports ${name}, which is not there`);
  return found;
}

/** Whether only types are imported, which is no import when it runs. */
function isTypesOnly(names = ""): boolean {
  const [, listed] = /^\{([^}]*)\}$/s.exec(names.trim()) ?? [];
  return listed?.split(",").every((name) => name.trim() === "" || name.trim().startsWith("type ")) ?? false;
}

/** By which way each package comes with a file: through what is imported at once, and not by `import()`. */
function packagesOf(entry: string): Map<string, string[]> {
  const packages = new Map<string, string[]>();
  const seen = new Set<string>();
  const follow = (file: string, way: string[]) => {
    if (seen.has(file) || !/\.tsx?$/.test(file)) return;
    seen.add(file);
    for (const [, names, name = ""] of readFileSync(file, "utf8").matchAll(IMPORT)) {
      if (isTypesOnly(names)) continue;
      const imported = fileOf(name, file);
      const here = [...way, path.relative(ROOT, file)];
      if (imported) follow(imported, here);
      else packages.set(name, here);
    }
  };
  follow(path.join(ROOT, entry), []);
  return packages;
}

it.each([
  "components/layout/app-shell.tsx",
  "components/layout/providers.tsx",
  "components/create/create-console.tsx",
  "components/create/view-console.tsx",
])("%s comes without schemas, which the first request brings", (entry) => {
  const packages = packagesOf(entry);
  expect([...packages.keys()]).toContain("react");
  expect(packages.get("zod/mini")).toBeUndefined();
  expect(packages.get("@hookform/resolvers/standard-schema")).toBeUndefined();
});

it("finds the schemas of a page that has them", () => {
  expect(packagesOf("components/auth/sign-in-form.tsx").get("zod/mini")).toBeDefined();
});
