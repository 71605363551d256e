import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";

export const TRANSPORT_LABELS: Record<ConnectionType, string> = {
  StreamableHttp: "Streamable HTTP",
  SSE: "SSE",
};

export const PRESENCE_LABELS = { there: "Known to the upstream", gone: "Gone at the upstream" } as const;

export const ACCESS_LABELS = { "read-only": "Read-only", "read-write": "Read and write" } as const;
