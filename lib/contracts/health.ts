import * as z from "zod/mini";
import { upstreamIdSchema } from "./upstream";

/** `GET /api/health`: whether the process answers, the database answers, and which upstreams are configured. */
export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  /** Seconds since the process started. */
  uptime: z.number(),
  database: z.object({ kind: z.enum(["embedded", "postgres"]), status: z.enum(["ok", "failed"]) }),
  upstreams: z.array(upstreamIdSchema),
});
export type Health = z.infer<typeof healthSchema>;
