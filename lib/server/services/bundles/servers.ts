import type { BundleForm } from "@/lib/contracts/bundle";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Context } from "../../context";
import { requireServer } from "../instances/create";

/** The servers of a bundle, each once and by its own name. @throws PatchbayError `invalid` for one that there is not */
export async function serversOf(
  context: Context,
  { serverNames }: Pick<BundleForm, "serverNames">,
): Promise<ServerName[]> {
  const found: ServerName[] = [];
  for (const serverName of serverNames) {
    found.push(await requireServer(context, { serverName, upstream: undefined }));
  }
  return [...new Set(found)];
}
