import * as z from "zod/mini";
import type { ListToolsAnswer, Tool } from "@/lib/contracts/tool";
import type { Context } from "../../context";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import { secretContext } from "../instances/serialize";

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

/** The tools that an instance's URL really serves at this moment. @throws PatchbayError */
export async function listTools(
  { db, upstreams, actor, cipher }: Context,
  { id }: { id: string },
): Promise<ListToolsAnswer> {
  authorize(actor, "viewer");
  const row = await findInstance(db, id);
  const serverUrl = cipher.decrypt(row.serverUrl, secretContext.serverUrl(id));
  const { connectionType } = row;
  const answer = await upstreams.of(row).listTools({ serverUrl, connectionType });
  if (!answer.success) {
    throw new PatchbayError("upstream-rejected", answer.error || "The server did not tell its tools.");
  }
  return { tools: (answer.tools ?? []).flatMap(readTool) };
}

/** Empty for what is no tool. */
function readTool(value: unknown): Tool[] {
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
