import { contextFor, SYSTEM } from "../context";
import { runtime } from "../process/runtime";
import { type Ran, type RunOptions, runDue } from "./run";

/** Does what is due in this process, on nobody's request. A failure is logged, and the next time tries again. */
export async function runHere(options: RunOptions = {}): Promise<Ran> {
  const context = contextFor(await runtime(), SYSTEM, { id: crypto.randomUUID(), address: null });
  try {
    return await runDue(context, options);
  } catch (error) {
    context.log.error({ err: error }, "the tasks could not be run");
    return { turns: 0, failed: 1 };
  }
}
