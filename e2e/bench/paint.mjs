import { visit, withPages } from "./browser.mjs";
import { BUDGETS } from "./budgets.mjs";
import { compare, measureInTurns } from "./pairs.mjs";

const SLOWDOWN = 4;
/** The page is quiet when it had no long task for so many milliseconds. */
const QUIET = 1_000;
/** Milliseconds between two looks at whether it is: seldom, because looking is work too. */
const LOOK_EVERY = 250;

/** Cold loads on a slowed-down processor; the network is not slowed down. */
export function measurePaint({ quick }) {
  return withPages(async ({ pages, emptyPage }) => {
    const ways = { empty: () => coldLoad(emptyPage) };
    for (const [name, page] of Object.entries(pages)) ways[name] = () => coldLoad(page);
    const { empty, ...taken } = await measureInTurns(ways, { rounds: quick ? 5 : 15, warmUp: 1 });
    return Object.entries(taken).flatMap(([name, loads]) => {
      const of = (what) =>
        compare(
          loads.map((load) => load[what]),
          empty.map((load) => load[what]),
        );
      return [
        {
          figure: `Largest contentful paint, ${name} page`,
          unit: "ms",
          ...of("largestContentfulPaint"),
          judged: "ratio",
          budget: BUDGETS.paintRatio,
        },
        {
          figure: "  total blocking time",
          unit: "ms",
          ...of("totalBlockingTime"),
          judged: "ratio",
          budget: BUDGETS.blockingRatio,
        },
      ];
    });
  });
}

function coldLoad(page) {
  return visit(page, async (tab, protocol) => {
    await tab.addInitScript(observePaint);
    await protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    return async () => {
      await tab.waitForFunction((quiet) => performance.now() - window.loadSeen.busyUntil > quiet, QUIET, {
        polling: LOOK_EVERY,
      });
      return tab.evaluate(readPaint);
    };
  });
}

/** Runs in the page, before anything of its own. */
function observePaint() {
  const seen = { paint: Number.NaN, largest: Number.NaN, longTasks: [], busyUntil: 0 };
  window.loadSeen = seen;
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") seen.paint = startTime;
  });
  observe("largest-contentful-paint", ({ startTime }) => {
    seen.largest = startTime;
  });
  observe("longtask", ({ startTime, duration }) => {
    seen.longTasks.push({ from: startTime, to: startTime + duration });
    seen.busyUntil = startTime + duration;
  });
}

/** Runs in the page. Of each long task after the first paint, what it took over 50 ms. */
function readPaint() {
  const { paint, largest, longTasks } = window.loadSeen;
  const blocking = longTasks.map(({ from, to }) => Math.max(0, to - Math.max(from, paint) - 50));
  return {
    largestContentfulPaint: largest,
    totalBlockingTime: blocking.reduce((sum, milliseconds) => sum + milliseconds, 0),
  };
}
