import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { secretContext } from "../instances/serialize";

/** The tools that an instance's URL really serves at this moment. @throws PatchbayError */
export const listTools = verb("instance.list-tools", async (context, input: { id: string }) => {
  const { db, upstreams, cipher } = context;
  const { id } = input;
  const row = await findInstance(db, id);
  const serverUrl = cipher.decrypt(row.serverUrl, secretContext.serverUrl(id));
  const { connectionType } = row;
  return { tools: await upstreams.of(row).tools({ serverUrl, connectionType }) };
});
