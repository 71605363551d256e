import type { RequestOptions, Target, Tool } from "./port";
import { INTERNAL_ERROR, RpcError } from "./rpc-error";

/** A target whose list never ends is given up at so many pages. */
const PAGES_AT_MOST = 100;

/**
 * The tools of all pages.
 * @throws RpcError
 */
export async function listAllTools(
  target: Pick<Target, "listTools">,
  options: RequestOptions,
): Promise<Tool[]> {
  const tools: Tool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const list = await target.listTools(cursor === undefined ? {} : { cursor }, options);
    tools.push(...list.tools);
    cursor = list.nextCursor;
    if (cursor === undefined) return tools;
  }
  throw new RpcError(INTERNAL_ERROR, `The server's list of tools has more than ${PAGES_AT_MOST} pages`);
}
