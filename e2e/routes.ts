import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const APP = fileURLToPath(new URL("../app", import.meta.url));

export type Endpoint = {
  method: string;
  /** As its folders name it: `/api/instances/[id]`. */
  template: string;
  /** With made-up ids in it. */
  address: string;
};

/** Every handler that the app has below a folder, read from its files, so that none can be forgotten. */
export function endpointsBelow(folder: string): Endpoint[] {
  return filesNamed("route.ts", folder).flatMap((file) => {
    const methods = readFileSync(file, "utf8").matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm);
    return [...methods].map(([, method = ""]) => ({ method, ...addressOf(file) }));
  });
}

/** Every page that the app has. */
export function pages(): Omit<Endpoint, "method">[] {
  return filesNamed("page.tsx", "").map(addressOf);
}

function filesNamed(name: string, folder: string): string[] {
  return readdirSync(path.join(APP, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function addressOf(file: string): { template: string; address: string } {
  const segments = path.dirname(path.relative(APP, file)).split(path.sep);
  const template = `/${segments.filter((segment) => segment !== "." && !/^\(.*\)$/.test(segment)).join("/")}`;
  return { template, address: template.replace(/\[+[^\]]+\]+/g, () => crypto.randomUUID()) };
}
