import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { startConsole } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { send } from "./http.mjs";
import { compare, measureInTurns } from "./pairs.mjs";
import { signIn } from "./sign-in.mjs";

const ENGINE_API_KEY = "a-key-for-measuring";
const CREATE_PATH = "/mcp-server/instance/create";
/** How long the engine counts the calls of a key, in milliseconds. */
const LIMIT_WINDOW = 10_000;

/**
 * How much longer a create takes through the console than straight at the upstream. The fair comparison is the one by
 * HTTP, where the console makes the very call that it is compared with, to a second process. With the embedded engine
 * the console saves that hop, and both calls go to the same process.
 */
export async function measureLatency({ quick }) {
  const upstream = await startConsole({ EMBEDDED_ENGINE: "on", ENGINE_API_KEY });
  const byHttp = await startConsole({
    EMBEDDED_ENGINE: "off",
    KLAVIS_API_KEY: ENGINE_API_KEY,
    KLAVIS_BASE_URL: `${upstream.origin}/engine`,
    UPSTREAM_RATE: "1000",
  });
  try {
    return [
      ...(await compareCreates("by HTTP", byHttp.origin, upstream.origin, quick)),
      ...(await compareCreates("embedded", upstream.origin, upstream.origin, quick)),
    ];
  } finally {
    await byHttp.stop();
    await upstream.stop();
  }
}

async function compareCreates(name, consoleOrigin, upstreamOrigin, quick) {
  const { name: cookie, value } = await signIn(consoleOrigin);
  const throughConsole = (userId) =>
    create(`${consoleOrigin}/api/instances`, { origin: consoleOrigin, cookie: `${cookie}=${value}` }, userId);
  const straight = (userId) =>
    create(`${upstreamOrigin}/engine${CREATE_PATH}`, { authorization: `Bearer ${ENGINE_API_KEY}` }, userId);

  const rows = [];
  for (const { kind, user } of [
    { kind: "new", user: (round) => String(round) },
    { kind: "repeated", user: () => "the same" },
  ]) {
    const run = randomUUID();
    const pairs = await measureInTurns({
      ours: (round) => throughConsole(`console ${run} ${user(round)}`),
      theirs: (round) => straight(`straight ${run} ${user(round)}`),
      rounds: quick ? 100 : 300,
      warmUp: quick ? 50 : 100,
    });
    rows.push({
      figure: `POST /api/instances, ${name}, ${kind}`,
      unit: "ms",
      ...compare(pairs),
      judged: "added",
      budget: BUDGETS.addedLatency,
    });
  }
  return rows;
}

/** @returns milliseconds; where the limit of the upstream is reached, of the call after it */
async function create(url, headers, userId) {
  const request = { method: "POST", headers, json: { serverName: "GitHub", userId } };
  let { status, text, milliseconds } = await send(url, request);
  if (status === 429) {
    await setTimeout(LIMIT_WINDOW);
    ({ status, text, milliseconds } = await send(url, request));
  }
  if (status !== 200) throw new Error(`${url} answered ${status}: ${text}`);
  return milliseconds;
}
