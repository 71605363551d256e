import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { ROOT, startConsole, startEmpty } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { send } from "./http.mjs";
import { compare, difference, measureInTurns } from "./pairs.mjs";
import { signIn } from "./sign-in.mjs";

const ENGINE_API_KEY = "a-key-for-measuring";
const CREATE_PATH = "/mcp-server/instance/create";
/** How long an engine of an older version counts the calls of a key, in milliseconds. */
const LIMIT_WINDOW = 10_000;
/** So many requests for each look at the processor's time. */
const BLOCK = 10;

/**
 * How much longer a create takes through the console than straight at the upstream. The fair comparison is the one by
 * HTTP, where the console makes the very call that it is compared with, to a second process. With the embedded engine
 * the console saves that hop, and both calls go to the same process. A handler of Next's that does nothing, and where
 * there is one the build to compare with, take their turns in the same rounds.
 */
export async function measureLatency({ quick, against }) {
  const empty = await startEmpty();
  const builds = [await startBuild(ROOT), ...(against ? [await startBuild(against)] : [])];
  try {
    const rounds = quick ? { rounds: 100, warmUp: 50 } : { rounds: 300, warmUp: 100 };
    return [
      ...(await compareCreates("byHttp", builds, empty, rounds)),
      ...(await compareCreates("embedded", builds, empty, rounds)),
      ...(await compareLists(builds, empty, rounds)),
      ...(await comparePages(builds, empty, quick ? 9 : 25)),
    ];
  } finally {
    await Promise.all([...builds.flatMap(({ apps }) => apps), empty].map((app) => app.stop()));
  }
}

/** A console with the embedded engine, and one that has that for its upstream by HTTP. */
async function startBuild(from) {
  const upstream = await startConsole({ from, EMBEDDED_ENGINE: "on", ENGINE_API_KEY });
  const byHttp = await startConsole({
    from,
    EMBEDDED_ENGINE: "off",
    KLAVIS_API_KEY: ENGINE_API_KEY,
    KLAVIS_BASE_URL: `${upstream.origin}/engine`,
    UPSTREAM_RATE: "1000",
  });
  return {
    apps: [byHttp, upstream],
    upstream,
    byHttp: await callerOf(byHttp.origin),
    embedded: await callerOf(upstream.origin),
    straight: (body) =>
      ask(`${upstream.origin}/engine${CREATE_PATH}`, {
        ...{ method: "POST", headers: { authorization: `Bearer ${ENGINE_API_KEY}` }, json: body },
      }),
  };
}

/** How the console is asked in a session: `(address, json)` answers with the milliseconds. */
async function callerOf(origin) {
  const { name, value } = await signIn(origin);
  const headers = { origin, cookie: `${name}=${value}` };
  return (address, json) => ask(`${origin}${address}`, { method: json ? "POST" : "GET", headers, json });
}

const AIMS = {
  byHttp: { name: "by HTTP", budget: BUDGETS.addedByHttp },
  embedded: { name: "embedded", budget: BUDGETS.addedEmbedded },
};

async function compareCreates(kind, builds, empty, rounds) {
  const { name, budget } = AIMS[kind];
  const rows = [];
  for (const { what, user } of [
    { what: "new", user: (round) => String(round) },
    { what: "repeated", user: () => "the same" },
  ]) {
    const run = randomUUID();
    const body = (way, round) => ({ serverName: "GitHub", userId: `${way} ${run} ${user(round)}` });
    const ways = {
      nothing: (round) => ask(`${empty.origin}/api`, { method: "POST", json: body("n", round) }),
    };
    for (const [index, build] of builds.entries()) {
      ways[`console${index}`] = (round) => build[kind]("/api/instances", body("console", round));
      ways[`straight${index}`] = (round) => build.straight(body("straight", round));
    }
    const taken = await measureInTurns(ways, rounds);
    for (const index of builds.keys()) {
      const [through, straight] = [taken[`console${index}`], taken[`straight${index}`]];
      const before = index === 0 ? "" : ", before";
      const figure = `Create, ${name}, ${what}`;
      rows.push({
        figure: `${figure}${before}`,
        unit: "ms",
        ...compare(through, straight),
        judged: "added",
        ...(index === 0 && { budget }),
      });
      rows.push({
        figure: `  what it adds, by an empty POST${before}`,
        unit: "ms",
        ...compare(difference(through, straight), taken.nothing),
        judged: "ratio",
        ...(index === 0 && { budget: BUDGETS.addedRatio }),
      });
      if (kind === "embedded" && what === "new") {
        rows.push({
          figure: `  straight at the engine, by an empty POST${before}`,
          unit: "ms",
          ...compare(straight, taken.nothing),
        });
      }
    }
  }
  return rows;
}

/** By now there are some hundreds of instances. */
async function compareLists(builds, empty, rounds) {
  const ways = { nothing: () => ask(`${empty.origin}/api`) };
  for (const [index, { embedded }] of builds.entries()) {
    ways[index] = () => embedded("/api/instances/search?limit=8");
  }
  const { nothing, ...lists } = await measureInTurns(ways, rounds);
  return Object.values(lists).map((list, index) => ({
    figure: `List of 8, by an empty GET${index === 0 ? "" : ", before"}`,
    unit: "ms",
    ...compare(list, nothing),
    judged: "ratio",
    ...(index === 0 && { budget: BUDGETS.listOfEightRatio }),
  }));
}

/** Processor time of the server for a create page, beside the empty page. */
async function comparePages(builds, empty, rounds) {
  const block = async (app, get) => {
    const before = app.processorTime();
    for (let page = 0; page < BLOCK; page += 1) await get();
    return (app.processorTime() - before) / BLOCK;
  };
  const ways = { nothing: () => block(empty, () => ask(`${empty.origin}/`)) };
  for (const [index, { upstream, embedded }] of builds.entries()) {
    ways[index] = () => block(upstream, () => embedded("/instances/new"));
  }
  const { nothing, ...pages } = await measureInTurns(ways, { rounds, warmUp: 3 });
  return Object.values(pages).map((page, index) => ({
    figure: `Create page, processor of the server${index === 0 ? "" : ", before"}`,
    unit: "ms",
    ...compare(page, nothing),
  }));
}

/** @returns milliseconds; where the limit of the upstream is reached, of the call after it */
async function ask(url, request) {
  let { status, text, milliseconds } = await send(url, request);
  if (status === 429) {
    await setTimeout(LIMIT_WINDOW);
    ({ status, text, milliseconds } = await send(url, request));
  }
  if (status !== 200) throw new Error(`${url} answered ${status}: ${text.slice(0, 500)}`);
  return milliseconds;
}
