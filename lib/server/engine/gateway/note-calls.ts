import type { CallOutcome } from "@/lib/contracts/usage";
import type { Call } from "../store/calls";
import type { Target } from "../targets/port";
import { INVALID_PARAMS, RpcError } from "../targets/rpc-error";

/** How a call went: whether it was refused, by which rule, and by what it was told of the tool. */
export type Outcome = Pick<Call, "tool" | "at" | "outcome" | "milliseconds" | "requestId" | "refused">;

/** Characters of a stranger's hints that are kept as evidence. */
const HINT_AT_MOST = 500;

/** A tool that there is not: nothing to count, and of a name that its caller made up. */
export class Unknown extends RpcError {}

export class Refused extends RpcError {
  constructor(
    readonly rule: string,
    message: string,
    readonly hint?: unknown,
  ) {
    super(INVALID_PARAMS, message, { rule });
  }
}

/** Calls as before, of which each is told once it is over. */
export function noted(
  note: ((outcome: Outcome) => void) | undefined,
  callTool: Target["callTool"],
): Target["callTool"] {
  if (!note) return callTool;
  return async (call, options) => {
    const [at, begun] = [new Date(), performance.now()];
    const end = (outcome: CallOutcome, refused?: Call["refused"]) =>
      note({
        ...{ tool: call.name, at, outcome, requestId: options.requestId },
        milliseconds: Math.round(performance.now() - begun),
        ...(refused && { refused }),
      });
    try {
      const result = await callTool(call, options);
      end(result.isError === true ? "error" : "ok");
      return result;
    } catch (error) {
      if (error instanceof Refused) {
        const hint = (JSON.stringify(error.hint) ?? "absent").slice(0, HINT_AT_MOST);
        end("refused", { rule: error.rule, hint: hint.toWellFormed() });
      } else if (!(error instanceof Unknown)) end("failed");
      throw error;
    }
  };
}
