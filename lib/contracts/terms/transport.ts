/** How an agent reaches a server (`ConnectionType` of the contract). */
export const CONNECTION_TYPES = ["SSE", "StreamableHttp"] as const;
export type ConnectionType = (typeof CONNECTION_TYPES)[number];
