import type { Context } from "../context";
import { PatchbayError } from "../errors";

/** So many of one caller's wait; a page that is looked at asks for one or two. */
const MOST_WAITING = 5;

// Of this process: the embedded database has one, and stands still for everybody while a query of it runs.
const running = new Map<string, { count: number; last: Promise<unknown> }>();

type Asked = Pick<Context, "caller" | "request">;

/** Gives up what nobody waits for any more, as a search by somebody who typed on. @throws PatchbayError */
export function requireWanted({ request }: Pick<Context, "request">): void {
  if (!request.signal?.aborted) return;
  throw new PatchbayError("rate-limited", "Nobody waits for this any more.", { retryAfter: 1 });
}

/**
 * Reads what takes the database a while, for each caller one at a time, so that nobody slows everybody by asking often.
 * @throws PatchbayError `rate-limited` where too many of the same caller wait
 */
export async function oneAtATime<T>(context: Asked, read: () => Promise<T>): Promise<T> {
  const { caller } = context;
  const own = running.get(caller.id) ?? { count: 0, last: Promise.resolve() };
  if (own.count > MOST_WAITING) {
    throw new PatchbayError("rate-limited", "You are asking for this too often. Try again in a second.", {
      retryAfter: 1,
    });
  }
  const begin = () => {
    requireWanted(context);
    return read();
  };
  const turn = own.last.then(begin, begin);
  own.count += 1;
  own.last = turn.catch(() => undefined);
  running.set(caller.id, own);
  try {
    return await turn;
  } finally {
    own.count -= 1;
    if (own.count === 0) running.delete(caller.id);
  }
}
