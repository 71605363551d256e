import * as z from "zod/mini";
import { recordedIdSchema } from "@/lib/contracts/identifier";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { isStorable } from "@/lib/contracts/text";
import { TOOL_NAME_LENGTH, type Tool, type ToolResult } from "@/lib/contracts/tool";
import type { Integration, UpstreamUser } from "../port";

/** More of a list than this is not read. A page that showed it all would stand still. */
const MOST = { tools: 2000, blocks: 1000, integrations: 500 };

const integrationSchema = z.object({ name: serverNameSchema, is_authenticated: z.catch(z.boolean(), false) });

/** What a user has, without what has no name by which it could be told. */
export function readIntegrations(values: readonly unknown[]): Integration[] {
  return values.slice(0, MOST.integrations).flatMap((value) => {
    const read = integrationSchema.safeParse(value).data;
    return read ? [{ serverName: read.name, connected: read.is_authenticated }] : [];
  });
}

const userSchema = z.object({ userId: recordedIdSchema, createdAt: z.catch(z.string(), "") });

/** Users by their ids; how many of the entries have none is told, since they cannot be shown. */
export function readUsers(
  values: readonly unknown[],
  most: number,
): { users: UpstreamUser[]; unreadable: number } {
  const read = values.slice(0, most).map((value) => userSchema.safeParse(value).data);
  const users = read.flatMap((user) =>
    user ? [{ userId: user.userId, createdAt: readTime(user.createdAt) }] : [],
  );
  return { users, unreadable: read.length - users.length };
}

const TIME = /^[12]\d{3}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A time as ISO 8601, in UTC where it names no zone; null for what is none. */
function readTime(text: string): string | null {
  const [fits, zone] = TIME.exec(text.slice(0, 100).replace(" ", "T")) ?? [];
  if (fits === undefined) return null;
  // A day alone is read as UTC by itself.
  const time = Date.parse(zone || fits.length === 10 ? fits : `${fits}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

const orNothing = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullable(schema), null);

/** A tool as MCP describes it; what an upstream leaves out, or says in another shape, is taken at its safest. */
const mcpToolSchema = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(TOOL_NAME_LENGTH), z.refine(isStorable)),
  title: orNothing(z.string()),
  description: orNothing(z.string()),
  inputSchema: orNothing(z.record(z.string(), z.unknown())),
  annotations: orNothing(
    z.object({
      title: orNothing(z.string()),
      readOnlyHint: orNothing(z.boolean()),
      destructiveHint: orNothing(z.boolean()),
    }),
  ),
});

/** Tools by their names; how many of the entries have none of their own is told, since they cannot be called. */
export function readTools(values: readonly unknown[]): { tools: Tool[]; unreadable: number } {
  const byName = new Map<string, Tool>();
  for (const value of values.slice(0, MOST.tools)) {
    const { data } = mcpToolSchema.safeParse(value);
    if (!data || data.name.trim() === "" || byName.has(data.name)) continue;
    const { name, title, description, inputSchema, annotations } = data;
    const readOnly = annotations?.readOnlyHint === true;
    byName.set(name, {
      name,
      title: title ?? annotations?.title ?? null,
      description: description ?? "",
      readOnly,
      destructive: !readOnly && annotations?.destructiveHint !== false,
      inputSchema: inputSchema ?? { type: "object" },
    });
  }
  return { tools: [...byName.values()], unreadable: values.length - byName.size };
}

/** What a tool answered. Whatever shape it came in, something of it is shown. */
export function readResult(result: unknown): ToolResult {
  if (typeof result !== "object" || result === null || Array.isArray(result)) {
    return { content: readBlocks(result), structuredContent: null, isError: false };
  }
  const { content, structuredContent, isError } = result as Record<string, unknown>;
  return {
    content: readBlocks(content),
    structuredContent: structuredContent ?? null,
    isError: isError === true,
  };
}

/** Content blocks as they came; what is none is shown as its text. */
function readBlocks(content: unknown): Record<string, unknown>[] {
  const blocks = Array.isArray(content) ? content : content == null ? [] : [content];
  return blocks
    .slice(0, MOST.blocks)
    .map((block: unknown) =>
      typeof block === "object" && block !== null ? { ...block } : { type: "text", text: String(block) },
    );
}
