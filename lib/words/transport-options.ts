import { TRANSPORT_LABELS } from "./labels";

/** The transports to choose from, the usual one first. */
export const TRANSPORT_OPTIONS = (["StreamableHttp", "SSE"] as const).map((value) => ({
  value,
  label: TRANSPORT_LABELS[value],
}));
