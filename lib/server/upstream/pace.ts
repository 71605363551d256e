import { createFairQueue, LANES, type Lane } from "./lanes";

/** How fast calls to one account may start. */
export type Pace = {
  /**
   * Resolves when it is the caller's turn; turns go by lanes, and in the order of asking for each caller.
   * @param patience milliseconds that the caller can wait
   * @throws TooLongQueueError where the turn would come later than that, or too many of the same caller are waiting; the
   *   signal's reason where it aborts
   */
  turn(lane: Lane, patience: number, signal?: AbortSignal): Promise<void>;
  /** Nobody's turn comes for this many milliseconds, because the other side asked for rest. */
  rest(milliseconds: number): void;
};

/** So many are waiting for the same account that this one's turn would come too late. */
export class TooLongQueueError extends Error {
  override name = "TooLongQueueError";
  /** @param wait milliseconds until a turn would have come */
  constructor(readonly wait: number) {
    super(`the next turn would come in ${Math.round(wait)} ms`);
  }
}

type Waiter = { lane: Lane; go: () => void; refuse: (error: unknown) => void; deadline: number };

/**
 * A queue before a sliding window: however the calls arrive, no stretch of a second holds more than `perSecond` of
 * them, and a rate below one is kept as one call in so many seconds. A counter that starts anew each second would let
 * twice the rate pass around its turn, and the other side would refuse the second half.
 */
export function createPace(perSecond: number): Pace {
  const burst = Math.max(1, Math.floor(perSecond));
  const window = (burst / perSecond) * 1000;
  /** When the last `burst` calls started, the oldest first. */
  const starts = new Array<number>(burst).fill(Number.NEGATIVE_INFINITY);
  const waiting = createFairQueue<Waiter>();
  let restsUntil = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  /** When the caller at this place in the queue has its turn. */
  function turnAt(place: number): number {
    const free = (starts[place % burst] ?? 0) + window;
    return Math.max(performance.now(), restsUntil, free) + Math.floor(place / burst) * window;
  }

  /** Milliseconds until the waiter's turn, as things are now. */
  function waitOf(waiter: Waiter): number {
    let place = 0;
    for (const other of waiting.order()) {
      if (other === waiter) break;
      place += 1;
    }
    return turnAt(place) - performance.now();
  }

  function serve(): void {
    clearTimeout(timer);
    while (!waiting.isEmpty()) {
      const wait = turnAt(0) - performance.now();
      if (wait > 0) {
        timer = setTimeout(serve, Math.ceil(wait));
        return;
      }
      const next = waiting.take();
      // Others, who came later and go first, have used up what it could wait: its turn goes to the next.
      if (next && next.deadline + window < performance.now()) next.refuse(new TooLongQueueError(window));
      else {
        starts.shift();
        starts.push(performance.now());
        next?.go();
      }
    }
  }

  return {
    turn(lane, patience, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const leave = () => {
          waiting.remove(waiter);
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          lane,
          go() {
            signal?.removeEventListener("abort", leave);
            resolve();
          },
          refuse(error) {
            signal?.removeEventListener("abort", leave);
            reject(error);
          },
          deadline: performance.now() + patience,
        };
        const { most = Number.POSITIVE_INFINITY } = LANES[lane.kind];
        const full = waiting.countOf(lane) >= most;
        waiting.push(waiter);
        const wait = waitOf(waiter);
        if (full || wait > patience) {
          waiting.remove(waiter);
          throw new TooLongQueueError(wait);
        }
        signal?.addEventListener("abort", leave, { once: true });
        serve();
      });
    },

    rest(milliseconds) {
      restsUntil = Math.max(restsUntil, performance.now() + milliseconds);
      let place = 0;
      for (const waiter of waiting.order()) {
        if (turnAt(place) <= waiter.deadline) place += 1;
        else {
          waiting.remove(waiter);
          waiter.refuse(new TooLongQueueError(restsUntil - performance.now()));
        }
      }
      serve();
    },
  };
}
