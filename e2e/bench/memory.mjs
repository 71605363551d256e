import path from "node:path";
import { startConsole } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { openSession } from "./sign-in.mjs";

/** Of so many requests one is a create; the others are lists. */
const CREATE_EVERY = 5;

/** How the heap grows between the halves of many requests, each time after a collection. */
export async function measureMemory({ quick }) {
  const half = quick ? 2_500 : 50_000;
  const app = await startConsole({
    options: ["--expose-gc", "--import", path.join(import.meta.dirname, "heap.mjs")],
    EMBEDDED_ENGINE: "on",
  });
  try {
    const { ask } = await openSession(app.origin);
    let made = 0;
    const heapAfter = async (requests) => {
      for (let request = 0; request < requests; request += 1) {
        if (request % CREATE_EVERY > 0) await ask("GET", "/api/instances/search?limit=8");
        else {
          made += 1;
          await ask("POST", "/api/instances", { serverName: "GitHub", userId: `memory-${made}` });
        }
      }
      return (await app.heap()) / 2 ** 20;
    };
    // Code that is compiled late would count as growth.
    const begin = await heapAfter(1_000);
    const first = await heapAfter(half);
    const second = await heapAfter(half);
    return [
      {
        figure: `Heap after ${half * 2} requests, by after half`,
        unit: "MB",
        ours: second,
        spread: [begin, second],
        theirs: first,
        added: second - first,
        ratio: second / first,
        judged: "ratio",
        budget: BUDGETS.heapRatio,
      },
      {
        figure: "  resident in all",
        unit: "MB",
        ours: app.residentMegabytes(),
      },
    ];
  } finally {
    await app.stop();
  }
}
