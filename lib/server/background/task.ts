import type { SQL } from "drizzle-orm";
import type { Context, System } from "../context";

/** A task in hand. */
export type Turn = {
  kind: string;
  key: string;
  /** Who holds the lease; another turn of the same task has another owner. */
  owner: string;
  /** Whether to begin anything more: false once its time is over, the lease is lost or the process stops. */
  goesOn(): boolean;
};

export type Task = {
  /** A query of the keys of which there is to be a task, in one column. */
  keys: SQL;
  /** How long a turn begins new things, in milliseconds. Then others of the kind have theirs. */
  time: number;
  /** How long after a finished turn it is due again, in milliseconds. Without it, the task is over then. */
  every?: number;
  /**
   * Does some of the work, in steps that are safe to repeat, and answers whether all of it is done. What is not is due
   * again at once, after the others.
   * @throws whatever went wrong: it is tried again later, and later each time
   */
  run(context: Context<System>, turn: Turn): Promise<boolean>;
};
