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

it("the image copies what there is, and what the console reads while it runs", async () => {
  const dockerfile = await readFile("Dockerfile", "utf8");
  const copied = [...dockerfile.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, from = ""]) =>
    from.split(" "),
  );
  const sources = copied.map((source) => source.replace("/app/", ""));
  expect(sources).toEqual(
    expect.arrayContaining(["server.mjs", "package.json", "docs", "lib/server/db/migrations"]),
  );
  // What the build makes is not there before it.
  for (const source of sources.filter((each) => each !== ".next")) await access(source);
  const server = await readFile("server.mjs", "utf8");
  for (const [, imported = ""] of server.matchAll(/from "\.\/([^"]+)"/g)) {
    expect(
      sources.some((source) => imported === source || imported.startsWith(`${source}/`)),
      imported,
    ).toBe(true);
  }
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
});
