import * as z from "zod/mini";

/** What can stand behind the console: Klavis Cloud in one of its regions, or the embedded engine. */
export const UPSTREAM_IDS = ["us", "eu", "embedded"] as const;
export const upstreamIdSchema = z.enum(UPSTREAM_IDS, { error: "Choose one of the configured upstreams." });
export type UpstreamId = z.infer<typeof upstreamIdSchema>;

/** An upstream as the browser may know it: `baseUrl` is public, the key is not here. */
export const upstreamSummarySchema = z.object({
  id: upstreamIdSchema,
  label: z.string(),
  baseUrl: z.string(),
  /** That it serves no HTTP+SSE, since no process stays there which could hold a stream open. */
  lacksStreams: z.optional(z.boolean()),
});
export type UpstreamSummary = z.infer<typeof upstreamSummarySchema>;
