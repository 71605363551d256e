import { describe, expect, it } from "vitest";
import { createFairQueue, LANES, type Lane, type LaneKind } from "./lanes";

type Waiter = { lane: Lane; number: number };
const KINDS = Object.keys(LANES) as LaneKind[];

function queueOf(...backlogs: [kind: LaneKind, who: string, count: number][]) {
  const queue = createFairQueue<Waiter>();
  for (const [kind, who, count] of backlogs) {
    for (let number = 0; number < count; number += 1) queue.push({ lane: { kind, who }, number });
  }
  return queue;
}
const take = (queue: ReturnType<typeof queueOf>, count: number) =>
  Array.from({ length: count }, () => queue.take()).filter((taken) => taken !== undefined);

it.each(KINDS.filter((kind) => kind !== "operators"))(
  "an operator's call goes before any backlog of %s, whenever it comes",
  (kind) => {
    const queue = queueOf([kind, "one", 1_000]);
    for (const before of [0, 1, 2, 3, 50, 300]) {
      take(queue, before);
      queue.push({ lane: { kind: "operators", who: "ana" }, number: 0 });
      expect(queue.take()?.lane.kind, `after ${before}`).toBe("operators");
    }
  },
);

it("with a backlog in each lane, each has its share, and none starves", () => {
  const queue = queueOf(...KINDS.map((kind): [LaneKind, string, number] => [kind, "one", 400]));
  const all = KINDS.reduce((sum, kind) => sum + LANES[kind].weight, 0);
  const taken = take(queue, all * 20);
  for (const kind of KINDS) {
    const turns = taken.filter(({ lane }) => lane.kind === kind).length;
    expect(Math.abs(turns - LANES[kind].weight * 20), `${kind}: ${turns}`).toBeLessThanOrEqual(1);
  }
});

it("within a lane callers take turns, however many calls one of them has", () => {
  const queue = queueOf(["visitors", "greedy", 500], ["visitors", "modest", 2], ["visitors", "late", 1]);
  expect(take(queue, 5).map(({ lane }) => lane.who)).toEqual([
    "greedy",
    "modest",
    "late",
    "greedy",
    "modest",
  ]);
});

it("a lane that was empty for long has saved nothing up", () => {
  const queue = queueOf(["visitors", "one", 500]);
  take(queue, 400);
  for (let number = 0; number < 100; number += 1) {
    queue.push({ lane: { kind: "background", who: "" }, number });
  }
  const background = take(queue, 30).filter(({ lane }) => lane.kind === "background");
  expect(background).toHaveLength(10);
});

describe("whatever comes and goes", () => {
  it("says the order beforehand, loses nobody, and keeps each caller's own order", () => {
    // A generator of its own, so that a failure can be had again.
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const queue = createFairQueue<Waiter>();
    const inside = new Set<Waiter>();
    let number = 0;
    for (let step = 0; step < 3_000; step += 1) {
      const what = random(4);
      if (what < 2) {
        const kind = KINDS[random(KINDS.length)] ?? "visitors";
        const waiter = { lane: { kind, who: `who-${random(4)}` }, number: number++ };
        queue.push(waiter);
        inside.add(waiter);
      } else if (what === 2) {
        const expected = [...queue.order()];
        expect(new Set(expected)).toEqual(inside);
        const taken = queue.take();
        expect(taken).toBe(expected[0]);
        if (!taken) continue;
        inside.delete(taken);
        const { kind, who } = taken.lane;
        const rivals = [...inside].filter(({ lane }) => lane.kind === kind && lane.who === who);
        expect(rivals.every((rival) => rival.number > taken.number)).toBe(true);
      } else {
        const [gone] = [...inside].slice(random(Math.max(1, inside.size)));
        if (!gone) continue;
        queue.remove(gone);
        inside.delete(gone);
      }
      expect(queue.size()).toBe(inside.size);
    }
  });
});
