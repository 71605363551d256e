import type { ListToolsAnswer } from "@/lib/contracts/tool";
import type { Context } from "../../context";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import { secretContext } from "../instances/serialize";

/** The tools that an instance's URL really serves at this moment. @throws PatchbayError */
export async function listTools(
  { db, upstreams, actor, cipher }: Context,
  { id }: { id: string },
): Promise<ListToolsAnswer> {
  authorize(actor, "viewer");
  const row = await findInstance(db, id);
  const serverUrl = cipher.decrypt(row.serverUrl, secretContext.serverUrl(id));
  const { connectionType } = row;
  return { tools: await upstreams.of(row).tools({ serverUrl, connectionType }) };
}
