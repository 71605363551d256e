import { useMember } from "@/components/layout/member";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { ToolChange } from "@/lib/contracts/drift";
import { useApproveTool } from "@/lib/queries/rules";
import { showUnseen } from "@/lib/words/unseen";
import { lineChanges } from "./line-changes";

/** One changed tool: what it said and what it says, side by side, and the press that approves it. */
export function ToolChangeRow({ change }: { change: ToolChange }) {
  const { serverName, tool, hash, seenAt, before, after } = change;
  const name = showUnseen(tool);
  const { can } = useMember();
  const approve = useApproveTool();
  const { left, right } = lineChanges(before, after);
  return (
    <li className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <code className="font-mono text-xs [overflow-wrap:anywhere]">{name}</code>
          <span className="block text-muted text-xs">
            {serverName}, seen <RelativeTime dateTime={seenAt} />
          </span>
        </p>
        {can("server.approve-tool") && (
          <Button
            size="small"
            aria-label={`Approve ${name} of ${serverName}`}
            busy={approve.isPending}
            busyLabel="Approving"
            onClick={() =>
              approve.mutate(
                { serverName, tool, hash },
                {
                  onSuccess: () => toast({ kind: "positive", title: `${name} was approved` }),
                  onError: ({ message }) =>
                    toast({ kind: "negative", title: `${name} was not approved`, description: message }),
                },
              )
            }
          >
            Approve
          </Button>
        )}
      </div>
      <Disclosure summary="What changed" className="-ml-1 mt-1">
        <div className="grid gap-3 lg:grid-cols-2">
          <Side label="As it was approved" lines={left} mark="removed" />
          <Side label="As it is now" lines={right} mark="added" />
        </div>
      </Disclosure>
    </li>
  );
}

type SideProps = {
  label: string;
  lines: ReturnType<typeof lineChanges>["left"];
  mark: "added" | "removed";
};

function Side({ label, lines, mark }: SideProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-muted text-xs">{label}</figcaption>
      <pre className="overflow-hidden whitespace-pre-wrap rounded-md border border-border bg-inset p-2 text-xs [overflow-wrap:anywhere]">
        {lines.map(({ number, text, changed }) => (
          <span
            key={number}
            className={
              changed ? (mark === "added" ? "block bg-positive-soft" : "block bg-negative-soft") : "block"
            }
          >
            {changed ? (mark === "added" ? "+ " : "- ") : "  "}
            {showUnseen(text)}
          </span>
        ))}
      </pre>
    </figure>
  );
}
