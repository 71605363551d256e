import { BUDGETS } from "./budgets.mjs";
import { send } from "./http.mjs";
import { compare, measureInTurns, median, spread } from "./pairs.mjs";
import { startOnPGlite } from "./seeded.mjs";
import { openSession } from "./sign-in.mjs";

const MANY = 100_000;
const FEW = 100;
/** Milliseconds between two looks at how much memory there is in use. */
const LOOK_EVERY = 20;

/** What an operator looks for. Each finds something at both sizes. */
const SEARCHES = {
  "first page": "",
  "sorted by user": "sort=user&direction=ascending",
  "search, one user": "q=person-42%40",
  "search, one in fifty": "q=person-42",
  "search, two letters": "q=gi",
  "search, a common word": "q=example",
  "filter, a status": "status=waiting",
  "filter, server and status": "server=GitHub&status=connected",
};

/** How much longer the list and the overview take with 100,000 instances than with 100, and what an export takes. */
export async function measureList({ quick }) {
  const apps = { many: await startOnPGlite(MANY), few: await startOnPGlite(FEW) };
  try {
    const ways = {};
    for (const [name, app] of Object.entries(apps)) ways[name] = await readerOf(app);
    const rows = await measureExports(apps, ways, quick);
    const compareReads = async (address, rounds) => {
      const { many, few } = await measureInTurns(
        {
          many: async () => (await ways.many(address)).milliseconds,
          few: async () => (await ways.few(address)).milliseconds,
        },
        rounds,
      );
      return compare(many, few);
    };
    rows.push({
      figure: "Overview of 100,000, by one of 100",
      unit: "ms",
      ...(await compareReads("/api/overview", { rounds: quick ? 9 : 30, warmUp: 3 })),
      judged: "ours",
      budget: BUDGETS.overview,
    });
    for (const [name, query] of Object.entries(SEARCHES)) {
      rows.push({
        figure: `List of 100,000, ${name}`,
        unit: "ms",
        ...(await compareReads(`/api/instances/search?${query}`, { rounds: quick ? 30 : 100, warmUp: 20 })),
        judged: "ratio",
        budget: BUDGETS.listRatio,
      });
    }
    return rows;
  } finally {
    await Promise.all(Object.values(apps).map((app) => app.stop()));
  }
}

async function readerOf({ origin }) {
  const { headers } = await openSession(origin);
  return async (address) => {
    const answer = await send(`${origin}${address}`, { headers });
    const empty = address.includes("/search") && JSON.parse(answer.text).instances.length === 0;
    if (answer.status !== 200 || empty) {
      throw new Error(`${address} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
    }
    return answer;
  };
}

/** First of all, because a process that has done something else has memory to spare. */
async function measureExports({ many }, ways, quick) {
  const [seconds, few, grown] = [[], [], []];
  for (let round = 0; round < (quick ? 2 : 5); round += 1) {
    few.push((await ways.few("/api/instances/export")).milliseconds / 1000);
    const idle = many.residentMegabytes();
    let most = idle;
    const look = setInterval(() => {
      most = Math.max(most, many.residentMegabytes());
    }, LOOK_EVERY);
    const { text, milliseconds } = await ways.many("/api/instances/export");
    clearInterval(look);
    const lines = text.split("\n").filter(Boolean).length;
    if (lines !== MANY + 1) throw new Error(`the export has ${lines} lines`);
    seconds.push(milliseconds / 1000);
    grown.push(most - idle);
  }
  return [
    {
      figure: "Export of 100,000, by one of 100",
      unit: "s",
      ...compare(seconds, few),
      judged: "ours",
      budget: BUDGETS.exportSeconds,
    },
    {
      figure: "  memory above that before, the first time",
      unit: "MB",
      ours: grown[0],
      spread: spread(grown),
      theirs: median(grown.slice(1)),
      judged: "ours",
      budget: BUDGETS.exportMegabytes,
    },
  ];
}
