import { useQuery } from "@tanstack/react-query";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CallOutcome, Usage } from "@/lib/contracts/usage";
import { usageQuery } from "@/lib/queries/usage";
import { countWords } from "@/lib/words/count";
import { showUnseen } from "@/lib/words/unseen";

const OUTCOMES: Record<CallOutcome, string> = {
  ok: "Done",
  error: "Tool error",
  refused: "Refused",
  failed: "Failed",
};

/** What agents called of an instance in the last thirty days. Not shown where calls go past this console. */
export function UsageCard({ id }: { id: string }) {
  const { data } = useQuery(usageQuery(id));
  if (!data?.isKept) return null;
  const { total, tools, recent } = data;
  return (
    <Card aria-labelledby="usage">
      <CardHeader>
        <CardTitle id="usage">Usage</CardTitle>
        <span className="text-muted text-xs">Last 30 days</span>
      </CardHeader>
      {total.calls === 0 ? (
        <CardBody>
          <p className="text-muted text-sm">No agent has called a tool here yet.</p>
        </CardBody>
      ) : (
        <>
          <CardBody className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <span>{countWords(total.calls, "call")}</span>
            <span>{countWords(total.errors, "error")}</span>
            {total.p95 !== null && <span>95% within {total.p95} ms</span>}
            {total.lastUsedAt && (
              <span>
                Last used <RelativeTime dateTime={total.lastUsedAt} />
              </span>
            )}
          </CardBody>
          <Tools tools={tools} />
          <CardBody className="border-border border-t">
            <Disclosure summary="Recent calls">
              <Recent recent={recent} />
            </Disclosure>
          </CardBody>
        </>
      )}
    </Card>
  );
}

function Tools({ tools }: { tools: Usage["tools"] }) {
  return (
    <ul className="divide-y divide-border border-border border-t">
      {tools.map(({ name, calls, errors, p95 }) => (
        <li key={name} className="flex flex-wrap items-baseline justify-between gap-x-3 px-4 py-1.5 text-sm">
          <code className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{showUnseen(name)}</code>
          <span className="text-muted text-xs">
            {countWords(calls, "call")}
            {errors > 0 && `, ${countWords(errors, "error")}`}
            {p95 !== null && `, p95 ${p95} ms`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Recent({ recent }: { recent: Usage["recent"] }) {
  return (
    <ol className="mt-2 flex flex-col gap-1.5">
      {recent.map(({ at, tool, outcome, rule, milliseconds, requestId }) => (
        <li key={`${at} ${requestId} ${tool}`} className="flex flex-wrap items-baseline gap-x-2 text-xs">
          <RelativeTime dateTime={at} className="text-muted" />
          <code className="min-w-0 font-mono [overflow-wrap:anywhere]">{showUnseen(tool)}</code>
          <span>
            {OUTCOMES[outcome]}
            {rule && `: ${rule}`}
          </span>
          <span className="text-muted">{milliseconds} ms</span>
          <code className="font-mono text-muted [overflow-wrap:anywhere]">{requestId}</code>
        </li>
      ))}
    </ol>
  );
}
