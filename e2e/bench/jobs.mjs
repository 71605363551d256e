import { setTimeout } from "node:timers/promises";
import { BUDGETS } from "./budgets.mjs";
import { send } from "./http.mjs";
import { median, spread } from "./pairs.mjs";
import { startOnPGlite, startOnPostgres } from "./seeded.mjs";
import { openSession } from "./sign-in.mjs";

const ENGINE_API_KEY = "a-key-for-measuring";
/** Milliseconds between two looks at how far a job is. */
const LOOK_EVERY = 100;
/** A floor is measured for so long, in milliseconds. */
const FLOOR_TIME = 3_000;
/** So many users are made at once, by a job of their own. */
const MADE = 1_000;

/**
 * How many items of a job are done in a second, beside the bare calls that they make at the engine, one after the other.
 * Jobs and bare calls take turns on the same console.
 */
export async function measureJobs({ quick }) {
  const count = quick ? 3_000 : 100_000;
  const rows = [];
  for (const [name, start] of [
    ["PGlite", startOnPGlite],
    ["Postgres", startOnPostgres],
  ]) {
    const app = await start(count, { EMBEDDED_ENGINE: "on", ENGINE_API_KEY });
    try {
      rows.push(...(await measureOn(app, name, quick)));
    } finally {
      await app.stop();
    }
  }
  return rows;
}

async function measureOn({ origin }, database, quick) {
  const { ask } = await openSession(origin);
  const run = (begun) => throughput(ask, begun);
  const { instances } = await ask("GET", "/api/instances/search?limit=100");
  const kinds = {
    "made read-only, and writable again": {
      job: (round) =>
        run(() =>
          ask("POST", "/api/jobs", {
            action: round % 2 ? "make-writable" : "make-read-only",
            filter: {},
          }),
        ),
      floor: () =>
        floor(origin, instances, ({ instanceId }) => ({
          ...{ method: "PATCH", path: `/mcp-server/instance/${instanceId}`, json: { isReadOnly: true } },
        })),
    },
    created: {
      job: (round) =>
        run(() =>
          ask("POST", "/api/instances/bulk", {
            serverNames: ["Affinity"],
            userIds: Array.from({ length: MADE }, (_, index) => `new-${round}-${index}@example.com`),
          }),
        ),
      floor: (round) =>
        floor(origin, instances, (_, count) => ({
          method: "POST",
          path: "/mcp-server/instance/create",
          json: { serverName: "Affinity", userId: `bare-${round}-${count}@example.com` },
        })),
    },
  };
  const rows = [];
  for (const [kind, { job, floor }] of Object.entries(kinds)) {
    const [jobs, floors] = [[], []];
    for (let round = 0; round < (quick ? 3 : 5); round += 1) {
      floors.push(await floor(round));
      jobs.push(await job(round));
    }
    rows.push({
      figure: `Job, ${kind}, ${database}`,
      unit: "/s",
      ours: median(jobs),
      spread: spread(jobs),
      theirs: median(floors),
      ratio: median(jobs) / median(floors),
      judged: "ours",
      atLeast: BUDGETS.jobItems,
    });
  }
  return rows;
}

/** Items a second, from the request that begins a job to its end. */
async function throughput(ask, begin) {
  const began = performance.now();
  let { job } = await begin();
  while (job.state === "running") {
    await setTimeout(LOOK_EVERY);
    ({ job } = await ask("GET", `/api/jobs/${job.id}`));
  }
  if (job.failed > 0 || job.done !== job.total) {
    throw new Error(`of ${job.total} items ${job.failed} failed: ${job.failures[0]?.reason}`);
  }
  return job.total / ((performance.now() - began) / 1000);
}

/** Bare calls a second. */
async function floor(origin, instances, requestOf) {
  const headers = { authorization: `Bearer ${ENGINE_API_KEY}` };
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < FLOOR_TIME) {
    const { path, ...request } = requestOf(instances[count % instances.length], count);
    const { status, text } = await send(`${origin}/engine${path}`, { ...request, headers });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 500)}`);
    count += 1;
  }
  return count / ((performance.now() - began) / 1000);
}
