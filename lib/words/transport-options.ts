import type { UpstreamSummary } from "../contracts/upstream";
import { TRANSPORT_LABELS } from "./labels";

const OPTIONS = (["StreamableHttp", "SSE"] as const).map((value) => ({
  value,
  label: TRANSPORT_LABELS[value],
}));

/** The transports to choose from at an upstream, the usual one first. */
export function transportOptions(upstream: Pick<UpstreamSummary, "lacksStreams"> | undefined) {
  return upstream?.lacksStreams ? OPTIONS.filter(({ value }) => value !== "SSE") : OPTIONS;
}
