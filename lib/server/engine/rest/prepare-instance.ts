import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";
import type { EngineContext } from "../context";
import { createInstance } from "../store/instances";
import type { Instance } from "../store/read-instances";

/** The contract's defaults, for instances that are asked for without saying how. */
export const PLAIN = { connectionType: "StreamableHttp", legacy: false, isReadOnly: false } as const;

/** The instance that a request asks for, made where there is none, with what its target begins with. */
export async function prepareInstance(
  { db, targets }: EngineContext,
  account: string,
  request: CreateServerRequest,
): Promise<Pick<Instance, "id" | "isReadOnly" | "registration" | "urlVersion">> {
  const { serverName } = request;
  const target = await targets.of(serverName);
  return createInstance(db, account, request, target.seeds(serverName));
}
