import type { CallToolAnswer, CallToolForm } from "@/lib/contracts/tool";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
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
    const result = await upstreams.of(row).call({ serverUrl, connectionType, name, arguments: toolArgs });
    await audit(result.isError ? "failed" : "succeeded");
    return { ...result, milliseconds: Math.round(performance.now() - started) };
  } catch (error) {
    await audit("failed");
    throw error;
  }
}
