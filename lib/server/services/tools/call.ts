import type { CallToolAnswer, CallToolForm } from "@/lib/contracts/tool";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import { secretContext } from "../instances/serialize";

/** Runs one tool of an instance on the person's account, which takes an operator, and is audited without its arguments. */
export async function callTool(
  { db, upstreams, actor, cipher, request }: Context,
  { id, name, arguments: toolArgs }: { id: string } & CallToolForm,
): Promise<CallToolAnswer> {
  authorize(actor, "operator");
  const row = await findInstance(db, id);
  const serverUrl = cipher.decrypt(row.serverUrl, secretContext.serverUrl(id));
  const { connectionType } = row;
  const audit = (outcome: "succeeded" | "failed") =>
    recordAudit(db, {
      actor,
      request,
      action: "instance.call-tool",
      subject: { type: "instance", id },
      outcome,
      details: { tool: name },
    });
  const started = performance.now();
  try {
    const answer = await upstreams.of(row).callTool({ serverUrl, connectionType, toolName: name, toolArgs });
    if (!answer.success || !answer.result) {
      throw new PatchbayError("upstream-rejected", answer.error || "The server did not run the tool.");
    }
    const { content, isError } = answer.result;
    await audit(isError ? "failed" : "succeeded");
    return { content: content.map(asBlock), isError, milliseconds: Math.round(performance.now() - started) };
  } catch (error) {
    await audit("failed");
    throw error;
  }
}

function asBlock(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : { type: "text", text: String(value) };
}
