import type { Target } from "../targets/port";
import { RpcError } from "../targets/rpc-error";

/** Asks a target, and lets go of it; an error is a sentence that says why nothing was answered. */
export async function askTarget<Result>(
  open: () => Promise<Target>,
  question: (target: Target) => Promise<Result>,
): Promise<{ result: Result } | { error: string }> {
  const target = await open();
  try {
    return { result: await question(target) };
  } catch (error) {
    if (error instanceof RpcError) return { error: error.message };
    throw error;
  } finally {
    await target.close();
  }
}
