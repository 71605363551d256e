import { setTimeout } from "node:timers/promises";
import { ADMINISTRATOR, startConsole } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { startOAuthServer } from "./oauth-server.mjs";
import { Operator } from "./operator.mjs";
import { compare } from "./pairs.mjs";
import { WIRES } from "./tool-calls.mjs";

/** Seconds that a token lives. */
const LIFE = 5;
const CALLS = 50;

/** So many calls at once find a token over: how often it is renewed, and what that costs beside as many on a good one. */
export async function measureRefresh({ quick }) {
  const vendor = await startOAuthServer(LIFE);
  const app = await startConsole({ EMBEDDED_ENGINE: "on", ENGINE_ALLOW_HOSTS: new URL(vendor.origin).host });
  try {
    const { call } = await WIRES[0].open(await connect(app.origin, vendor.origin));
    const burst = async () => {
      const began = performance.now();
      await Promise.all(Array.from({ length: CALLS }, call));
      return performance.now() - began;
    };
    // Connections are opened once, and the tools are listed once.
    await burst();
    const [over, good, renewals] = [[], [], []];
    for (let round = 0; round < (quick ? 5 : 15); round += 1) {
      await setTimeout(LIFE * 1000 + 100);
      const before = vendor.counted.renewals;
      over.push(await burst());
      renewals.push(vendor.counted.renewals - before);
      good.push(await burst());
    }
    return [
      { figure: `${CALLS} calls at once, token over, by a good one`, unit: "ms", ...compare(over, good) },
      {
        figure: "  renewals at the worst of these",
        unit: "",
        ours: Math.max(...renewals),
        judged: "ours",
        budget: BUDGETS.refreshes,
      },
    ];
  } finally {
    await app.stop();
    vendor.stop();
  }
}

/** Makes an instance at the vendor's server, consents, and answers its URL. */
async function connect(origin, vendor) {
  const operator = new Operator({ origin, number: 0 });
  await operator.ask("POST", "/api/auth/sign-in/email", ADMINISTRATOR);
  await operator.ask("PUT", "/api/targets/Linear", {
    ...{ kind: "remote", url: `${vendor}/mcp`, registration: "automatic" },
  });
  const made = await operator.ask("POST", "/api/instances", { serverName: "Linear", userId: "bench" });
  const { id } = made.instance;
  const { location } = await operator.visit(`/connect/start?instance=${id}`);
  await operator.follow(location);
  const { instance } = await operator.ask("GET", `/api/instances/${id}/connection`);
  if (instance.status !== "connected") throw new Error(`the account is ${instance.status}`);
  return (await operator.ask("POST", `/api/instances/${id}/reveal`)).serverUrl;
}
