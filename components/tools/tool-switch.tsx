import { useQuery } from "@tanstack/react-query";
import { useMember } from "@/components/layout/member";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useSwitchTool } from "@/lib/queries/rules";
import { usageQuery } from "@/lib/queries/usage";
import { showUnseen } from "@/lib/words/unseen";

type ToolSwitchProps = { instanceId: string; tool: string; isOn: boolean };

/** Switches one tool of an instance off, or on again. Not shown where calls go past this console. */
export function ToolSwitch({ instanceId, tool, isOn }: ToolSwitchProps) {
  const name = showUnseen(tool);
  const { data } = useQuery(usageQuery(instanceId));
  const { can } = useMember();
  const change = useSwitchTool(instanceId);
  if (!data?.isKept || !can("instance.switch-tool")) return null;
  return (
    <Button
      size="small"
      // Where it is on, it stands beside the tool's name.
      aria-label={isOn ? undefined : `Switch ${name} on`}
      busy={change.isPending}
      busyLabel="Switching"
      onClick={() =>
        change.mutate(
          { tool, isOn: !isOn },
          {
            onSuccess: () => toast({ kind: "positive", title: `${name} is ${isOn ? "off" : "on"}` }),
            onError: ({ message }) =>
              toast({ kind: "negative", title: `${name} was not switched`, description: message }),
          },
        )
      }
    >
      {isOn ? "Switch off" : "Switch on"}
    </Button>
  );
}
