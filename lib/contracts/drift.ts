import * as z from "zod/mini";
import { serverNameSchema, toldServerNameSchema } from "./server-name";

/** What is done about a tool that describes itself in another way than it did: it is told of, or held until it is approved. */
export const DRIFT_RULES = ["warn", "block"] as const;
export type DriftRule = (typeof DRIFT_RULES)[number];

/** `PUT /api/tool-changes/rule` */
export const driftRuleFormSchema = z.object({ rule: z.enum(DRIFT_RULES) });

export const toolChangeSchema = z.object({
  serverName: toldServerNameSchema,
  tool: z.string(),
  /** Of the way in which it describes itself now. */
  hash: z.string(),
  seenAt: z.string(),
  /** What it said when it was last approved, and what it says now, as indented JSON. */
  before: z.string(),
  after: z.string(),
});
export type ToolChange = z.infer<typeof toolChangeSchema>;

/** `GET /api/tool-changes`: what waits for review, the oldest first. */
export const toolChangesSchema = z.object({
  rule: z.enum(DRIFT_RULES),
  changes: z.array(toolChangeSchema),
});
export type ToolChanges = z.infer<typeof toolChangesSchema>;

/** `POST /api/tool-changes/approve` */
export const approveToolFormSchema = z.object({
  serverName: serverNameSchema,
  tool: z.string().check(
    z.minLength(1),
    z.maxLength(512),
    z.refine((name) => name.isWellFormed() && !name.includes("\0")),
  ),
  hash: z.string().check(z.regex(/^[\w-]{43}$/)),
});
export type ApproveToolForm = z.infer<typeof approveToolFormSchema>;
