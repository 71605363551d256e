import { memoryUsage, uptime } from "node:process";
import { count, eq, gt, lt, sql } from "drizzle-orm";
import type { Database } from "../../db/client";
import { auditHead } from "../../db/schema/audit";
import { session } from "../../db/schema/auth";
import { job } from "../../db/schema/job";
import { task } from "../../db/schema/task";
import { upstreamHour } from "../../db/schema/upstream";

type Sample = { labels?: Record<string, string>; value: number };
type Metric = { name: string; type: "gauge" | "counter"; help: string; samples: Sample[] };

/** How long it is after its time until a task is late, in seconds. */
const LATE = 60;

/** How this process and the console stand, in the text format of Prometheus. It names no user and no secret. */
export async function readMetrics(db: Database): Promise<string> {
  const now = new Date();
  const [[head], [sessions], [running], failing, [late], upstreams] = await Promise.all([
    db.select({ position: auditHead.position }).from(auditHead),
    db.select({ count: count() }).from(session).where(gt(session.expiresAt, now)),
    db.select({ count: count() }).from(job).where(eq(job.state, "running")),
    db.select({ kind: task.kind, count: count() }).from(task).where(gt(task.attempts, 0)).groupBy(task.kind),
    db
      .select({ count: count() })
      .from(task)
      .where(lt(task.dueAt, sql`now() - make_interval(secs => ${LATE})`)),
    db
      .select({
        upstream: upstreamHour.upstream,
        calls: sql<number>`sum(${upstreamHour.calls})::float8`,
        failures: sql<number>`sum(${upstreamHour.failures})::float8`,
        time: sql<number>`sum(${upstreamHour.totalTime})::float8`,
      })
      .from(upstreamHour)
      .groupBy(upstreamHour.upstream),
  ]);
  const gauge = (name: string, help: string, ...samples: Sample[]): Metric => ({
    name,
    type: "gauge",
    help,
    samples,
  });
  const ofUpstreams = (
    name: string,
    help: string,
    read: (row: (typeof upstreams)[number]) => number,
  ): Metric => ({
    name,
    type: "counter",
    help,
    samples: upstreams.map((row) => ({ labels: { upstream: row.upstream }, value: read(row) })),
  });
  return [
    gauge("process_uptime_seconds", "Seconds since this process started.", { value: uptime() }),
    gauge("process_resident_memory_bytes", "Memory of this process.", { value: memoryUsage.rss() }),
    gauge("patchbay_sessions", "Browsers in which somebody is signed in.", { value: sessions?.count ?? 0 }),
    gauge("patchbay_jobs_running", "Jobs under way.", { value: running?.count ?? 0 }),
    gauge("patchbay_tasks_late", `Tasks that are due for more than ${LATE} seconds.`, {
      value: late?.count ?? 0,
    }),
    gauge(
      "patchbay_tasks_failing",
      "Tasks whose latest turn failed.",
      ...failing.map(({ kind, count: value }) => ({ labels: { kind }, value })),
    ),
    gauge("patchbay_audit_position", "The place of the latest event of the record.", {
      value: head?.position ?? 0,
    }),
    ofUpstreams("patchbay_upstream_calls_total", "Calls to upstreams.", ({ calls }) => calls),
    ofUpstreams(
      "patchbay_upstream_failures_total",
      "Calls to upstreams that failed.",
      ({ failures }) => failures,
    ),
    ofUpstreams(
      "patchbay_upstream_seconds_total",
      "Time that calls to upstreams took.",
      ({ time }) => time / 1000,
    ),
  ]
    .map(metricText)
    .join("");
}

function metricText({ name, type, help, samples }: Metric): string {
  const lines = samples.map(({ labels = {}, value }) => {
    const told = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
    return `${name}${told.length > 0 ? `{${told.join(",")}}` : ""} ${value}`;
  });
  return `${[`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join("\n")}\n`;
}
