import type { ServerName } from "@/lib/contracts/server-name";
import { verb } from "../../verb";
import { affectedBy, targetsOf } from "./affected";

/** What stands behind each server of the embedded engine. @throws PatchbayError */
export const readTargets = verb("target.list", ({ upstreams }) => targetsOf(upstreams).list());

/** What stands behind one server, and whose connections a change of it would touch. @throws PatchbayError */
export const readTarget = verb("target.read", async (context, { server }: { server: ServerName }) => ({
  target: await targetsOf(context.upstreams).read(server),
  affected: await affectedBy(context, server),
}));
