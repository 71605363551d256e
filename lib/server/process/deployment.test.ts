import { access, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { variablesSchema } from "./env-variables";

/** What the platform, Node or the other container reads, and no line of ours. */
const NOT_OURS = ["NODE_ENV", "HOSTNAME", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"];
const KNOWN = [...Object.keys(variablesSchema.shape), ...NOT_OURS];

/** Each way to run it, and how it names a variable. */
const FILES: Record<string, RegExp> = {
  "compose.yaml": /^ {6}([A-Z][A-Z\d_]+):|\$\{([A-Z][A-Z\d_]+)/gm,
  "deploy/kubernetes.yaml": /name: ([A-Z][A-Z\d_]+),|--from-literal=([A-Z][A-Z\d_]+)=/g,
  "deploy/patchbay.service": /(?:^Environment=| )([A-Z][A-Z\d_]+)=/gm,
  Dockerfile: /(?:^ENV | )([A-Z][A-Z\d_]+)=|process\.env\.([A-Z][A-Z\d_]+)/gm,
};

it.each(Object.entries(FILES))("%s sets variables that there are", async (file, named) => {
  const names = [...(await readFile(file, "utf8")).matchAll(named)].map(([, one, other]) => one ?? other);
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => !KNOWN.includes(name ?? ""))).toEqual([]);
});

it("the image holds what was collected for it, runs as nobody of importance, and is watched", async () => {
  const dockerfile = await readFile("Dockerfile", "utf8");
  expect(dockerfile).toMatch(/^RUN npm run build && node deploy\/image\.mjs \/out$/m);
  expect(dockerfile.match(/^COPY --from=.+$/gm)).toEqual(["COPY --from=build /out ./"]);
  // What no import leads to, the console reads by its path.
  const collects = await readFile("deploy/image.mjs", "utf8");
  const [, list = ""] = /^const WHOLE = \[(.+)\];$/m.exec(collects) ?? [];
  const whole = [...list.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
  expect(whole).toEqual(
    expect.arrayContaining(["package.json", "docs", "public", "lib/server/db/migrations"]),
  );
  for (const name of whole) await access(name);
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
});
