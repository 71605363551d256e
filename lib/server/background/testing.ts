import type { Job } from "@/lib/contracts/job";
import { openEmbedded, openPostgres } from "../db/client";
import { readJob } from "../services/jobs/read";
import { openTestConsole, type TestConsole, upstreamAt } from "../services/testing";
import type { Upstream } from "../upstream/port";
import { runDue } from "./run";

/** Goes on with a job as a process does, until nothing of it is due, and reads how far it has come. */
export async function runJobNow(
  stage: TestConsole,
  id: string,
  ...upstreams: Upstream[]
): Promise<{ job: Job }> {
  await runDue(stage.system(...upstreams), { kind: "run-job", key: id });
  return readJob(stage.as("viewer"), { id });
}

/**
 * What another process does that a test starts: it goes on with jobs in the database that the test names, at the embedded engine
 * where no upstream is named.
 */
export async function work(
  database: { url: string } | { dataDir: string },
  upstreamUrl?: string,
): Promise<void> {
  const stage = await openTestConsole(() =>
    "url" in database ? openPostgres(database.url) : openEmbedded(database.dataDir),
  );
  await runDue(stage.system(...(upstreamUrl ? [upstreamAt(upstreamUrl)] : [])), { kind: "run-job" });
  await stage.close();
}
