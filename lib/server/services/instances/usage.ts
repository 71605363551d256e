import type { Usage } from "@/lib/contracts/usage";
import { verb } from "../../verb";
import { findInstance } from "./find";

const UNKNOWN: Usage = {
  isKept: false,
  suspended: null,
  rules: { callLimit: null, hasToken: false, switchedOff: [], switchedOffAtServer: [] },
  total: { calls: 0, errors: 0, lastUsedAt: null, p95: null },
  tools: [],
  days: [],
  recent: [],
};

/** What was called of an instance in the last thirty days. @throws PatchbayError `not-found` */
export const readUsage = verb("instance.read-usage", async ({ db, upstreams }, { id }: { id: string }) => {
  const row = await findInstance(db, id);
  return (await upstreams.of(row).controls?.usage(row.upstreamInstanceId)) ?? UNKNOWN;
});
