import { Alert } from "@/components/ui/alert";
import { RequestId } from "@/components/ui/request-id";
import { Spinner } from "@/components/ui/spinner";
import { RequestError } from "@/lib/api/request-error";
import type { CallToolAnswer, Tool } from "@/lib/contracts/tool";
import { showUnseen } from "@/lib/words/unseen";
import { failureWords } from "../run-words";
import { ToolResult } from "./tool-result";

type CallOutcomeProps = {
  tool: Tool;
  answer: CallToolAnswer | undefined;
  error: Error | null;
  pending: boolean;
};

/** What became of a run: still under way, an answer, or why there is none. */
export function CallOutcome({ tool, answer, error, pending }: CallOutcomeProps) {
  return (
    <>
      {pending && (
        <p className="flex items-center gap-2 text-muted text-sm">
          <Spinner /> Running {showUnseen(tool.name)}
        </p>
      )}
      {answer && <ToolResult tool={tool} answer={answer} />}
      {error && (
        <Alert kind="negative" title={error instanceof RequestError ? error.problem.title : "It was not run"}>
          <p>{error instanceof RequestError ? failureWords(error.problem, tool) : error.message}</p>
          {error instanceof RequestError && error.problem.requestId && (
            <RequestId id={error.problem.requestId} />
          )}
        </Alert>
      )}
    </>
  );
}
