import { ToolRefusal } from "../local-tool";
import type { BuiltinContext, Fetched, FetchLimits } from "./context";

/** Fetches within the limits. @throws ToolRefusal that says in a sentence why there is no answer */
export async function fetchOutside(
  { fetch }: Pick<BuiltinContext, "fetch">,
  url: string,
  limits: FetchLimits,
): Promise<Fetched> {
  try {
    return await fetch(url, limits);
  } catch (error) {
    if (limits.signal?.aborted) throw new ToolRefusal("The call was cancelled.");
    const reason = error instanceof Error ? error.message : "It could not be reached.";
    throw new ToolRefusal(`${new URL(url).hostname} was not read. ${reason}`);
  }
}
