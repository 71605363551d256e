import { useQuery } from "@tanstack/react-query";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import type { SuspensionScope } from "@/lib/contracts/usage";
import { usageQuery, useSuspendInstance } from "@/lib/queries/usage";

const WIDER: Record<Exclude<SuspensionScope, "instance">, string> = {
  user: "Every instance of this user is suspended.",
  server: "Every instance of this server is suspended.",
  everything: "Every instance is suspended.",
};

/** Stops every call of an instance without taking anything away. Not shown where calls go past this console. */
export function SuspendSwitch({ instance: { id }, disabled }: { instance: Instance; disabled: boolean }) {
  const { data } = useQuery(usageQuery(id));
  const suspend = useSuspendInstance(id);
  if (!data?.isKept) return null;
  const { suspended } = data;
  const wider = suspended && suspended !== "instance" ? WIDER[suspended] : undefined;
  const isSuspended = suspend.isPending ? suspend.variables : suspended !== null;

  return (
    <Switch
      label="Suspended"
      description={
        wider ??
        "On, every call of an agent is refused and says so. The URL and the account stay as they are."
      }
      checked={isSuspended}
      disabled={disabled || wider !== undefined}
      onChange={(event) =>
        suspend.mutate(event.target.checked, {
          onError: (error) =>
            toast({
              kind: "negative",
              title: suspended ? "It is still suspended" : "It is not suspended",
              description: error.message,
            }),
        })
      }
    />
  );
}
