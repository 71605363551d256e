import type { EngineContext } from "../context";
import { openTarget } from "../gateway/open-target";
import type { Instance } from "../store/instances";
import type { Target } from "../targets/port";
import { RpcError } from "../targets/rpc-error";

/** Asks what stands behind an instance; an error is a sentence that says why nothing was answered. */
export async function askInstance<Result>(
  context: EngineContext,
  instance: Instance,
  question: (target: Target) => Promise<Result>,
  open = openTarget,
): Promise<{ result: Result } | { error: string }> {
  const target = await open(context, instance);
  try {
    return { result: await question(target) };
  } catch (error) {
    if (error instanceof RpcError) return { error: error.message };
    throw error;
  } finally {
    await target.close();
  }
}
