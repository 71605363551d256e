import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { ROOT, startConsole } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { compare, difference, measureInTurns } from "./pairs.mjs";
import { measureRefresh } from "./refresh.mjs";
import { openSession } from "./sign-in.mjs";
import { WIRES } from "./tool-calls.mjs";

const CALLERS = 16;

/**
 * What a call of a tool costs through a server URL of the engine, beside the same call straight at the server behind it
 * and through a forwarder that looks at nothing, all in turns; and what a token costs that is over.
 */
export async function measureGateway({ quick, against }) {
  const upstream = await startHelper("serve");
  const forwarder = await startHelper("forward", upstream.origin);
  const builds = [];
  try {
    for (const from of against ? [ROOT, against] : [ROOT])
      builds.push(await startBuild(from, upstream.origin));
    const rows = [];
    for (const wire of WIRES)
      rows.push(...(await compareCalls(wire, { upstream, forwarder, builds, quick })));
    rows.push(...(await compareCallers(WIRES[0], { upstream, forwarder, builds, quick })));
    rows.push(...(await measureRefresh({ quick })));
    return rows;
  } finally {
    await Promise.all(builds.map(({ app }) => app.stop()));
    forwarder.stop();
    upstream.stop();
  }
}

/** A console, and an instance's URL that leads to the server behind. */
async function startBuild(from, origin) {
  const app = await startConsole({ from, EMBEDDED_ENGINE: "on", ENGINE_ALLOW_HOSTS: new URL(origin).host });
  const { ask } = await openSession(app.origin);
  await ask("PUT", "/api/targets/GitHub", { kind: "remote", url: `${origin}/mcp`, registration: "none" });
  const { instance } = await ask("POST", "/api/instances", { serverName: "GitHub", userId: "bench" });
  const { serverUrl } = await ask("POST", `/api/instances/${instance.id}/reveal`);
  return { app, processorTime: app.processorTime, url: serverUrl.replace(/\/mcp$/, "") };
}

/** One caller, who calls again when the answer is there. */
async function compareCalls({ name, open, straight, ending }, { upstream, forwarder, builds, quick }) {
  const clients = {
    straight: await open(`${upstream.origin}${straight}`),
    forwarder: await open(`${forwarder.origin}${straight}`),
  };
  for (const [index, { url }] of builds.entries()) clients[index] = await open(`${url}${ending}`);
  const ways = Object.fromEntries(Object.entries(clients).map(([way, { call }]) => [way, call]));
  const taken = await measureInTurns(
    ways,
    quick ? { rounds: 300, warmUp: 100 } : { rounds: 1_000, warmUp: 300 },
  );
  await Promise.all(Object.values(clients).map((client) => client.close()));
  const floor = difference(taken.forwarder, taken.straight);
  const rows = builds.flatMap((_, index) => {
    const added = difference(taken[index], taken.straight);
    const [before, aim] = index === 0 ? ["", true] : [", before", false];
    return [
      {
        figure: `tools/call, ${name}${before}`,
        unit: "ms",
        ...compare(taken[index], taken.straight),
        judged: "added",
        ...(aim && { budget: BUDGETS.gatewayAdded }),
      },
      {
        figure: `  what it adds, by a bare forwarder${before}`,
        unit: "ms",
        ...compare(added, floor),
        judged: "ratio",
        ...(aim && { budget: BUDGETS.gatewayRatio }),
      },
    ];
  });
  return rows;
}

/** Many callers at once: calls a second, and processor time of what is between for each. */
async function compareCallers({ open, straight, ending }, { upstream, forwarder, builds, quick }) {
  const calls = quick ? 400 : 2_000;
  const through = async (address, between) => {
    const { call } = await open(address);
    const used = await between?.processorTime();
    const began = performance.now();
    let left = calls;
    const caller = async () => {
      while (left > 0) {
        left -= 1;
        await call();
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
    const seconds = (performance.now() - began) / 1000;
    return {
      aSecond: calls / seconds,
      processor: between && ((await between.processorTime()) - used) / calls,
    };
  };
  const ways = {
    straight: () => through(`${upstream.origin}${straight}`),
    forwarder: () => through(`${forwarder.origin}${straight}`, forwarder),
  };
  for (const [index, build] of builds.entries()) ways[index] = () => through(`${build.url}${ending}`, build);
  const taken = await measureInTurns(ways, { rounds: 9, warmUp: 1 });
  const of = (way, what) => taken[way].map((measured) => measured[what]);
  const calledBy = (figure, way, aim) => ({
    figure,
    unit: "/s",
    ...compare(of(way, "aSecond"), of("straight", "aSecond")),
    judged: "ratio",
    ...aim,
  });
  return [
    ...builds.flatMap((_, index) => {
      const [before, aim] = index === 0 ? ["", true] : [", before", false];
      return [
        calledBy(
          `tools/call, ${CALLERS} callers${before}`,
          index,
          aim && { atLeast: BUDGETS.throughputRatio },
        ),
        {
          figure: `  processor a call, by a bare forwarder${before}`,
          unit: "ms",
          ...compare(of(index, "processor"), of("forwarder", "processor")),
          judged: "ratio",
          ...(aim && { budget: BUDGETS.gatewayCpuRatio }),
        },
      ];
    }),
    calledBy(`  ${CALLERS} callers through a bare forwarder (floor)`, "forwarder"),
  ];
}

/** `gateway-server.mjs` in that role. */
async function startHelper(...given) {
  const child = fork(path.join(import.meta.dirname, "gateway-server.mjs"), given, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const port = await new Promise((resolve, reject) => {
    child.stdout.once("data", (text) => resolve(Number(text)));
    child.once("exit", (code) => reject(new Error(`${given[0]} ended with ${code}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    async processorTime() {
      child.send("time");
      const [milliseconds] = await once(child, "message");
      return milliseconds;
    },
    stop: () => child.kill(),
  };
}
