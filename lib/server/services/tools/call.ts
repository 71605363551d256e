import type { CallToolForm } from "@/lib/contracts/tool";
import { recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { openServerUrl } from "../instances/secrets";

/** Runs one tool of an instance on the person's account, which takes an operator, and is audited without its arguments. */
export const callTool = verb("instance.call-tool", async (context, input: { id: string } & CallToolForm) => {
  const { db, upstreams } = context;
  const { id, name, arguments: toolArgs } = input;
  const row = await findInstance(db, id);
  const serverUrl = openServerUrl(context, row);
  const { connectionType } = row;
  const audit = (outcome: "succeeded" | "failed") =>
    recordAudit(db, context, {
      action: "instance.call-tool",
      subject: id,
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
});
