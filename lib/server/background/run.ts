import type { Context, System } from "../context";
import { PatchbayError } from "../errors";
import {
  type End,
  endLease,
  ensureTasks,
  extendLease,
  LEASE,
  type Lease,
  type Now,
  takeLease,
} from "./lease";
import type { Task } from "./task";
import { TASK_KINDS, TASKS, type TaskKind } from "./tasks";

/** A lease is extended this often, in milliseconds: two that come to nothing do not end it. */
const EXTEND_EVERY = (LEASE / 3) * 1000;

export type RunOptions = {
  /** All kinds, unless one is named; and all tasks of it, unless one is. */
  kind?: TaskKind;
  key?: string;
  /** When to begin no more turns, as `Date.now()` counts; without it, once nothing is due. */
  until?: number;
  /** Ends the turns in hand early. */
  signal?: AbortSignal;
  now?: Now;
};

/** How many turns there were, and how many of them failed. */
export type Ran = { turns: number; failed: number };

/**
 * Does what is due, each kind in a lane of its own. Called by the clock of a process that stays, by the cron route, and
 * by the page that watches a job; several at once, in several processes, take different tasks.
 */
export async function runDue(context: Context<System>, options: RunOptions = {}): Promise<Ran> {
  const kinds = options.kind ? [options.kind] : TASK_KINDS;
  const lanes = await Promise.all(kinds.map((kind) => runLane(context, kind, options)));
  const sum = (count: (ran: Ran) => number) => lanes.reduce((all, ran) => all + count(ran), 0);
  return { turns: sum(({ turns }) => turns), failed: sum(({ failed }) => failed) };
}

async function runLane(context: Context<System>, kind: TaskKind, options: RunOptions): Promise<Ran> {
  const { key, now, until = Number.POSITIVE_INFINITY, signal } = options;
  const ran = { turns: 0, failed: 0 };
  await ensureTasks(context.db, kind, TASKS[kind].keys);
  while (Date.now() < until && !signal?.aborted) {
    const lease = await takeLease(context.db, { kind, key, now, every: TASKS[kind].every });
    if (!lease) break;
    ran.turns += 1;
    if (!(await runTurn(context, lease, TASKS[kind], options))) ran.failed += 1;
  }
  return ran;
}

/** One turn under its lease. Answers whether it went well; what went wrong is logged and tried again later. */
async function runTurn(
  context: Context<System>,
  lease: Lease,
  task: Task,
  { until = Number.POSITIVE_INFINITY, signal, now }: RunOptions,
): Promise<boolean> {
  const { db, log } = context;
  const last = Math.min(until, Date.now() + task.time);
  let held = true;
  const extending = setInterval(async () => {
    // Where the database does not answer, the lease ends by itself, and the statements of the turn see to that.
    held = await extendLease(db, lease, now).catch(() => held);
  }, EXTEND_EVERY);
  extending.unref();
  let end: End;
  try {
    const done = await task.run(context, {
      ...lease,
      goesOn: () => held && !signal?.aborted && Date.now() < last,
    });
    end = !done ? { dueIn: 0 } : task.every === undefined ? { over: true } : { dueIn: task.every };
  } catch (error) {
    log.error({ err: error, task: lease.kind, key: lease.key }, "a task failed");
    end = { failed: reasonOf(error) };
  } finally {
    clearInterval(extending);
  }
  await endLease(db, lease, end, now);
  return !("failed" in end);
}

/** A message of an unknown error may quote what it was about; the log has it, without secrets. */
function reasonOf(error: unknown): string {
  if (error instanceof PatchbayError) return error.message;
  return error instanceof Error ? error.name : "unknown";
}
