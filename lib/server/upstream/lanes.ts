type Share = {
  /** How much of the rate is the lane's where others ask as well, beside the other lanes' weights. */
  weight: number;
  /** How many calls one caller may have waiting in it; where it is left out, the patience of each call decides. */
  most?: number;
};

export type LaneKind = "operators" | "programs" | "viewers" | "visitors" | "background";

/** For whom an upstream is asked. */
export const LANES: Record<LaneKind, Share> = {
  /** People who change something and wait for it. */
  operators: { weight: 8 },
  programs: { weight: 4, most: 30 },
  viewers: { weight: 2, most: 12 },
  visitors: { weight: 2, most: 6 },
  /** Jobs and sweeps, for which nobody waits. */
  background: { weight: 1 },
};

const KINDS = Object.keys(LANES) as LaneKind[];

/** A lane, and who of those in it. */
export type Lane = { kind: LaneKind; who: string };

type Waiter = { lane: Lane };

/** Each lane's waiters by who they are, and how far its turns have come, in shares. */
type Queue<W> = { served: number; byWho: Map<string, W[]> };

/**
 * A queue that is fair between lanes, by their weights, and within a lane between its callers, who take turns
 * (self-clocked fair queueing). A lane that was empty saves nothing up, and one that is full takes nothing from another.
 */
export type FairQueue<W extends Waiter> = {
  push(waiter: W): void;
  remove(waiter: W): void;
  /** Takes out whose turn it is. */
  take(): W | undefined;
  /** Everybody, in the order in which turns would come if nobody else asked. */
  order(): Iterable<W>;
  /** How many of one caller are waiting. */
  countOf(lane: Lane): number;
  /** How many are waiting. */
  size(): number;
};

export function createFairQueue<W extends Waiter>(): FairQueue<W> {
  const queues = new Map<LaneKind, Queue<W>>(KINDS.map((kind) => [kind, { served: 0, byWho: new Map() }]));
  const clock = { at: 0 };
  const queueOf = ({ kind }: Lane) => {
    const queue = queues.get(kind);
    if (!queue) throw new Error(`there is no lane ${kind}`);
    return queue;
  };
  return {
    push(waiter) {
      const queue = queueOf(waiter.lane);
      if (queue.byWho.size === 0) queue.served = Math.max(queue.served, clock.at);
      const own = queue.byWho.get(waiter.lane.who);
      if (own) own.push(waiter);
      else queue.byWho.set(waiter.lane.who, [waiter]);
    },
    remove(waiter) {
      const { byWho } = queueOf(waiter.lane);
      const left = (byWho.get(waiter.lane.who) ?? []).filter((other) => other !== waiter);
      if (left.length > 0) byWho.set(waiter.lane.who, left);
      else byWho.delete(waiter.lane.who);
    },
    take: () => takeFrom(queues, clock),
    *order() {
      const copies = new Map(
        [...queues].map(([kind, { served, byWho }]) => [
          kind,
          { served, byWho: new Map([...byWho].map(([who, waiters]) => [who, [...waiters]])) },
        ]),
      );
      const copiedClock = { ...clock };
      for (let next = takeFrom(copies, copiedClock); next; next = takeFrom(copies, copiedClock)) yield next;
    },
    countOf: (lane) => queueOf(lane).byWho.get(lane.who)?.length ?? 0,
    size: () =>
      [...queues.values()]
        .flatMap(({ byWho }) => [...byWho.values()])
        .reduce((sum, { length }) => sum + length, 0),
  };
}

function takeFrom<W extends Waiter>(queues: Map<LaneKind, Queue<W>>, clock: { at: number }): W | undefined {
  let next: { queue: Queue<W>; after: number } | undefined;
  for (const [kind, queue] of queues) {
    const after = queue.served + 1 / LANES[kind].weight;
    if (queue.byWho.size > 0 && (!next || after < next.after)) next = { queue, after };
  }
  const [first] = next?.queue.byWho ?? [];
  if (!next || !first) return undefined;
  next.queue.served = next.after;
  clock.at = next.after;
  const [who, waiters] = first;
  const taken = waiters.shift();
  // To the end of the row, behind everybody else in the lane.
  next.queue.byWho.delete(who);
  if (waiters.length > 0) next.queue.byWho.set(who, waiters);
  return taken;
}
