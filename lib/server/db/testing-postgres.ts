import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "./start-postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** A Postgres server in which databases may be made, or why there is none. */
    postgres: { url: string } | { failure: string };
  }
}

/**
 * Starts one Postgres for the whole test run. Where it cannot be started, the tests that need it fail and say why,
 * and the others go on.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-postgres-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const { url, stop } = await startPostgres(folder);
    project.provide("postgres", { url });
    return () => stop().then(remove);
  } catch (error) {
    project.provide("postgres", { failure: String(error) });
    return remove;
  }
}
