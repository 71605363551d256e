import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { usageQuery } from "@/lib/queries/usage";
import { showUnseen } from "@/lib/words/unseen";
import { ToolSwitch } from "./tool-switch";

/** The tools that are switched off, which no list has any more: at this instance, and at every one of its server. */
export function SwitchedOff({ instanceId, serverName }: { instanceId: string; serverName: string }) {
  const { data } = useQuery(usageQuery(instanceId));
  const { switchedOff = [], switchedOffAtServer = [] } = data?.rules ?? {};
  if (switchedOff.length + switchedOffAtServer.length === 0) return null;
  return (
    <Card aria-label="Switched off" className="mt-4 px-4 py-3">
      <h3 className="font-medium text-sm">Switched off</h3>
      <ul className="mt-1 divide-y divide-border">
        {switchedOff.map((tool) => (
          <li key={tool} className="flex items-center justify-between gap-2 py-1.5">
            <code className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{showUnseen(tool)}</code>
            <ToolSwitch instanceId={instanceId} tool={tool} isOn={false} />
          </li>
        ))}
        {switchedOffAtServer.map((tool) => (
          <li key={`server ${tool}`} className="py-1.5 text-xs">
            <code className="font-mono [overflow-wrap:anywhere]">{showUnseen(tool)}</code>
            <span className="block text-muted">At every instance of {serverName}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
