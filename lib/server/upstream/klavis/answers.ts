import * as z from "zod/mini";
import type { GetUserIntegrationsResponse } from "@/lib/contracts/klavis/users";
import { serverNameSchema } from "@/lib/contracts/server-name";
import type { AccountState } from "@/lib/contracts/status";
import type { Tool } from "@/lib/contracts/tool";
import type { Integration } from "../port";

/** How an instance stands, from the two flags of the API. */
export function accountState({
  authNeeded,
  isAuthenticated,
}: {
  authNeeded: boolean;
  isAuthenticated: boolean;
}): AccountState {
  if (isAuthenticated) return "connected";
  return authNeeded ? "wanted" : "not-needed";
}

/** Empty for what has no name by which it could be told. */
export function readIntegration({
  name,
  is_authenticated: connected,
}: GetUserIntegrationsResponse["integrations"][number]): Integration[] {
  const { data: serverName } = serverNameSchema.safeParse(name);
  return serverName ? [{ serverName, connected }] : [];
}

/** A tool as MCP describes it; what an upstream leaves out is taken at its safest. */
const mcpToolSchema = z.object({
  name: z.string(),
  title: z.optional(z.nullable(z.string())),
  description: z.optional(z.nullable(z.string())),
  inputSchema: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  annotations: z.optional(
    z.nullable(
      z.object({
        title: z.optional(z.nullable(z.string())),
        readOnlyHint: z.optional(z.nullable(z.boolean())),
        destructiveHint: z.optional(z.nullable(z.boolean())),
      }),
    ),
  ),
});

/** Empty for what is no tool. */
export function readTool(value: unknown): Tool[] {
  const parsed = mcpToolSchema.safeParse(value);
  if (!parsed.success) return [];
  const { name, title, description, inputSchema, annotations } = parsed.data;
  const readOnly = annotations?.readOnlyHint === true;
  return [
    {
      name,
      title: title ?? annotations?.title ?? null,
      description: description ?? "",
      readOnly,
      destructive: !readOnly && annotations?.destructiveHint !== false,
      inputSchema: inputSchema ?? { type: "object" },
    },
  ];
}

/** A content block as it came; what is none is shown as its text. */
export function readBlock(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : { type: "text", text: String(value) };
}
