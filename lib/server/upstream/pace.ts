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

/** What the processes that call one account share: when each may start its next call. */
export type SharedStarts = {
  /** Takes the next turn, which is so many milliseconds away. */
  take(): Promise<{ wait: number }>;
  rest(milliseconds: number): Promise<void>;
};

type Waiter = { lane: Lane; go: () => void; refuse: (error: unknown) => void; deadline: number };

/**
 * A queue before a sliding window: however the calls arrive, no stretch of a second holds more than `perSecond` of
 * them, and a rate below one is kept as one call in so many seconds. A counter that starts anew each second would let
 * twice the rate pass around its turn, and the other side would refuse the second half.
 * @param shared with other processes: then a turn is taken there too before it is given, to whoever is first by then.
 *   Where they cannot be asked, the process keeps the pace by itself.
 */
export function createPace(perSecond: number, shared?: SharedStarts): Pace {
  const burst = Math.max(1, Math.floor(perSecond));
  const window = (burst / perSecond) * 1000;
  /** When the last `burst` calls started, the oldest first. */
  const starts = new Array<number>(burst).fill(Number.NEGATIVE_INFINITY);
  const waiting = createFairQueue<Waiter>();
  let restsUntil = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  /** Turns that were taken from what is shared, and not given yet. */
  let taken = 0;

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
    while (waiting.size() > taken) {
      const wait = turnAt(taken) - performance.now();
      if (wait > 0) {
        timer = setTimeout(serve, Math.ceil(wait));
        return;
      }
      if (!shared) give();
      else {
        taken += 1;
        void takeShared(shared);
      }
    }
  }

  async function takeShared({ take }: SharedStarts): Promise<void> {
    const { wait } = await take().catch(() => ({ wait: 0 }));
    // More than others in turn take: the account rests, which another process was told.
    if (wait > 2 * window) hold(wait);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, Math.ceil(wait)));
    taken -= 1;
    give();
    serve();
  }

  /** Gives a turn to whoever is first. */
  function give(): void {
    for (;;) {
      const next = waiting.take();
      if (!next) return;
      // Others, who came later and go first, have used up what it could wait: its turn goes to the next.
      if (next.deadline + window < performance.now()) next.refuse(new TooLongQueueError(window));
      else {
        starts.shift();
        starts.push(performance.now());
        next.go();
        return;
      }
    }
  }

  /** Gives no turn for so long, and refuses at once who cannot wait that long. */
  function hold(milliseconds: number): void {
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
      void shared?.rest(milliseconds).catch(() => {});
      hold(milliseconds);
    },
  };
}
