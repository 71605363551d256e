import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { openServerUrl } from "../instances/secrets";

/** The tools that an instance's URL really serves at this moment. @throws PatchbayError */
export const listTools = verb("instance.list-tools", async (context, input: { id: string }) => {
  const { db, upstreams } = context;
  const { id } = input;
  const row = await findInstance(db, id);
  const serverUrl = openServerUrl(context, row);
  const { connectionType } = row;
  return upstreams.of(row).tools({ serverUrl, connectionType }, context.request.signal);
});
