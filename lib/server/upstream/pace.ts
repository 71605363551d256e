/** How fast calls to one account may start. */
export type Pace = {
  /**
   * Resolves when it is the caller's turn; turns go in the order of asking.
   * @param patience milliseconds that the caller can wait
   * @throws TooLongQueueError at once where the turn would come later than that; the signal's reason where it aborts
   */
  turn(patience: number, signal?: AbortSignal): Promise<void>;
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

type Waiter = { go: () => void; refuse: (error: unknown) => void; deadline: number };

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
  let waiting: Waiter[] = [];
  let restsUntil = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  /** When the caller at this place in the queue has its turn. */
  function turnAt(place: number): number {
    const free = (starts[place % burst] ?? 0) + window;
    return Math.max(performance.now(), restsUntil, free) + Math.floor(place / burst) * window;
  }

  function serve(): void {
    clearTimeout(timer);
    while (waiting.length > 0) {
      const wait = turnAt(0) - performance.now();
      if (wait > 0) {
        timer = setTimeout(serve, Math.ceil(wait));
        return;
      }
      starts.shift();
      starts.push(performance.now());
      waiting.shift()?.go();
    }
  }

  return {
    turn(patience, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const wait = turnAt(waiting.length) - performance.now();
        if (wait > patience) throw new TooLongQueueError(wait);

        const leave = () => {
          waiting = waiting.filter((other) => other !== waiter);
          reject(signal?.reason);
        };
        const waiter: Waiter = {
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
        signal?.addEventListener("abort", leave, { once: true });
        waiting.push(waiter);
        serve();
      });
    },

    rest(milliseconds) {
      restsUntil = Math.max(restsUntil, performance.now() + milliseconds);
      const inTime = waiting.filter((waiter, place) => turnAt(place) <= waiter.deadline);
      const tooLate = waiting.filter((waiter) => !inTime.includes(waiter));
      const wait = restsUntil - performance.now();
      waiting = inTime;
      for (const { refuse } of tooLate) refuse(new TooLongQueueError(wait));
      serve();
    },
  };
}
