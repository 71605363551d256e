import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const BIOME = path.join(ROOT, "node_modules/@biomejs/biome/bin/biome");

/** Each room of the house: a file in it, what it may not import, and what it may. */
const ROOMS: { file: string; never: string[]; may: string[] }[] = [
  {
    file: "lib/contracts/example.ts",
    never: [
      "@/lib/server/errors",
      "@/lib/words/count",
      "../words/count",
      "react",
      "next",
      "drizzle-orm",
      "node:fs",
    ],
    may: ["zod/mini", "./member"],
  },
  {
    file: "lib/contracts/klavis/example.ts",
    never: ["../../words/count", "@/lib/server/errors", "react"],
    may: ["zod/mini", "../member"],
  },
  {
    file: "lib/catalogue/example.ts",
    never: ["@/lib/server/errors", "@/lib/words/count", "../words/count", "react", "next"],
    may: ["@/lib/contracts/member", "./search"],
  },
  {
    file: "lib/words/example.ts",
    never: ["react", "next", "@/lib/server/errors", "@/lib/api/request", "@/components/ui/button"],
    may: ["@/lib/contracts/member", "./count"],
  },
  {
    file: "lib/paths.ts",
    never: ["react", "next/navigation", "@/lib/server/errors", "@/components/ui/button"],
    may: ["@/lib/contracts/member"],
  },
  {
    file: "lib/api/example.ts",
    never: [
      "react",
      "@/lib/server/errors",
      "../server/errors",
      "@/lib/queries/client",
      "@/components/ui/button",
    ],
    may: ["@/lib/contracts/member", "./request"],
  },
  {
    file: "lib/queries/example.ts",
    never: ["@/components/ui/button", "@/lib/server/errors", "../server/errors"],
    may: ["@/lib/api/request", "@tanstack/react-query"],
  },
  {
    file: "components/ui/example.tsx",
    never: ["@/lib/server/errors", "../../lib/server/errors", "@/app/layout"],
    may: ["react", "@/lib/queries/client", "@/lib/words/count"],
  },
  {
    file: "app/(console)/example/page.tsx",
    never: [
      "@/lib/server/db/client",
      "@/lib/server/upstream/port",
      "@/lib/server/engine/engine",
      "drizzle-orm",
    ],
    may: ["@/lib/server/http/page", "@/components/ui/button"],
  },
  {
    file: "app/api/example/route.ts",
    never: [
      "@/lib/server/db/client",
      "@/lib/server/upstream/port",
      "@/lib/server/engine/engine",
      "drizzle-orm",
    ],
    may: ["@/lib/server/http/json", "@/lib/server/services/health/check"],
  },
  {
    file: "lib/server/http/example.ts",
    never: ["../db/client", "@/lib/server/db/client", "../upstream/port", "../engine/engine", "drizzle-orm"],
    may: ["../errors", "../services/health/check", "../auth/auth", "../process/runtime"],
  },
  {
    file: "lib/server/services/example/check.ts",
    never: [
      "next/headers",
      "react",
      "hono",
      "../../http/json",
      "@/lib/server/http/json",
      "../../engine/engine",
      "../../process/runtime",
      "../../background/run",
      "@/components/ui/button",
    ],
    may: ["../../db/client", "../../audit/record", "../../upstream/port", "../../errors"],
  },
  {
    file: "lib/server/audit/example.ts",
    never: [
      "../services/health/check",
      "@/lib/server/services/health/check",
      "../http/json",
      "../engine/engine",
    ],
    may: ["../db/client", "@/lib/contracts/member"],
  },
  {
    file: "lib/server/auth/example.ts",
    never: ["../services/health/check", "../http/json", "@/lib/server/http/json"],
    may: ["../db/client", "../audit/record"],
  },
  {
    file: "lib/server/background/example.ts",
    never: ["../http/json", "@/lib/server/http/json", "../engine/engine", "next"],
    may: ["../services/health/check", "../db/client"],
  },
  {
    file: "lib/server/background/tasks/example.ts",
    never: ["../../http/json", "@/lib/server/http/json", "../../engine/engine"],
    may: ["../../services/health/check", "../../db/client"],
  },
  {
    file: "lib/server/egress/example.ts",
    never: ["../db/client", "../services/health/check", "@/lib/contracts/member", "../process/log", "react"],
    may: ["../errors", "undici", "./limits"],
  },
  {
    file: "lib/server/upstream/example.ts",
    never: [
      "../services/health/check",
      "../db/client",
      "../http/json",
      "../engine/engine",
      "drizzle-orm",
      "next",
    ],
    may: ["../errors", "../egress/limits", "@/lib/contracts/member"],
  },
  {
    file: "lib/server/upstream/klavis/example.ts",
    never: [
      "../../services/health/check",
      "../../db/client",
      "@/lib/server/db/client",
      "../../engine/engine",
    ],
    may: ["../../errors", "../port"],
  },
  {
    file: "lib/server/engine/example.ts",
    never: [
      "../services/health/check",
      "../upstream/port",
      "../http/json",
      "../process/runtime",
      "next",
      "react",
    ],
    may: ["../errors", "../egress/limits", "../db/client", "@/lib/catalogue/servers"],
  },
  {
    file: "lib/server/engine/gateway/example.ts",
    never: ["../sandbox/target", "../../services/health/check", "@/lib/server/services/health/check"],
    may: ["../targets/port", "../store/instances"],
  },
  {
    file: "lib/server/engine/oauth/example.ts",
    never: ["../sandbox/provider/routes", "../../upstream/port"],
    may: ["../targets/port", "../store/credentials"],
  },
  {
    file: "lib/server/engine/rest/example.ts",
    never: ["../sandbox/target", "../../http/json"],
    may: ["../gateway/policy", "../store/instances"],
  },
  {
    file: "lib/server/engine/sandbox/provider/example.ts",
    never: [
      "../../oauth/routes",
      "../../store/instances",
      "../../gateway/policy",
      "../../../services/health/check",
    ],
    may: ["../../pages", "../../../db/client"],
  },
  {
    file: "lib/server/engine/store/example.ts",
    never: [
      "../oauth/routes",
      "../gateway/policy",
      "../rest/tools",
      "../sandbox/target",
      "../targets/registry",
    ],
    may: ["../../db/client", "../context"],
  },
  {
    file: "lib/server/db/example.ts",
    never: [
      "../services/health/check",
      "../upstream/port",
      "../engine/engine",
      "../http/json",
      "../audit/record",
      "next",
    ],
    may: ["drizzle-orm", "./schema", "@/lib/contracts/member"],
  },
  {
    file: "lib/server/mail/example.ts",
    never: ["../services/health/check", "../db/client", "../http/json", "next"],
    may: ["../process/env"],
  },
  {
    file: "lib/server/commands/example.ts",
    never: ["../http/json", "@/lib/server/http/json", "next"],
    may: ["../services/health/check", "../process/env"],
  },
];

/** What the linter refuses, by file: the places of its lines, from 0. */
const refused = new Map<string, { imports: number[]; globals: number[] }>();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "patchbay-layers-"));
  const { vcs: _, $schema: __, ...rules } = JSON.parse(await readFile(path.join(ROOT, "biome.json"), "utf8"));
  await put("biome.json", JSON.stringify(rules));
  for (const { file, never, may } of ROOMS) {
    await put(file, [...never, ...may].map((name) => `import "${name}";\n`).join(""));
  }
  await put("components/ui/asks.tsx", 'void fetch("/api");\n');
  await put("lib/server/services/example/answers.ts", "export const made = [Request, Response];\n");
  for (const { file, line, rule } of await lint()) {
    const places = refused.get(file) ?? { imports: [], globals: [] };
    refused.set(file, places);
    if (rule === "lint/style/noRestrictedImports") places.imports.push(line);
    if (rule === "lint/style/noRestrictedGlobals") places.globals.push(line);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(ROOMS)("$file may not import what is not for it, and may import what is", ({ file, never }) => {
  const places = new Set(refused.get(file)?.imports);
  expect([...places].sort((a, b) => a - b)).toEqual(never.map((_, place) => place));
});

it("keeps components from asking by themselves, and services from HTTP", () => {
  expect(refused.get("components/ui/asks.tsx")?.globals).toEqual([0]);
  expect(refused.get("lib/server/services/example/answers.ts")?.globals).toEqual([0, 0]);
});

async function put(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), text);
}

type Complaint = { file: string; line: number; rule: string };

async function lint(): Promise<Complaint[]> {
  const args = [BIOME, "lint", "--reporter=json", "--max-diagnostics=none", "."];
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (error, stdout) => {
      if (stdout.includes("{")) resolve(stdout);
      else reject(error ?? new Error("the linter said nothing"));
    });
  });
  const { diagnostics } = JSON.parse(output.slice(output.indexOf("{")));
  return diagnostics.map(({ category, location }: Diagnostic) => ({
    file: location.path.replaceAll("\\", "/").replace(/^\.\//, ""),
    line: location.start.line - 1,
    rule: category,
  }));
}

type Diagnostic = { category: string; location: { path: string; start: { line: number } } };
