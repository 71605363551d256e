import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Instance } from "@/lib/contracts/instance";
import { useUpdateInstance } from "@/lib/queries/instances";
import { toolKeys } from "@/lib/queries/tools";

/** Shows at once what was asked for, and goes back to what is true where the upstream refuses. */
export function ReadOnlySwitch({ instance, disabled }: { instance: Instance; disabled: boolean }) {
  const { id, isReadOnly } = instance;
  const client = useQueryClient();
  const update = useUpdateInstance();
  const { isPending } = update;
  // Of its own, because the mutation's state comes a moment after the press, and the switch would jump back for it.
  const [asked, setAsked] = useState<boolean>();

  useEffect(() => {
    if (!isPending) setAsked(undefined);
  }, [isPending]);

  const change = (wanted: boolean) => {
    if (asked !== undefined) return;
    setAsked(wanted);
    update.mutate(
      { id, isReadOnly: wanted },
      {
        onSuccess: () => client.invalidateQueries({ queryKey: toolKeys.list(id) }),
        onError: (error) =>
          toast({
            kind: "negative",
            title: isReadOnly ? "It is still read-only" : "It can still write",
            description: error.message,
          }),
      },
    );
  };

  return (
    <>
      <Switch
        label="Read-only"
        description="On, agents get only the tools that read. Off, they can also change data in the account."
        checked={asked ?? isReadOnly}
        disabled={disabled}
        onChange={(event) => change(event.target.checked)}
      />
      <VisuallyHidden role="status">
        {update.isSuccess && (isReadOnly ? "Saved: read-only" : "Saved: read and write")}
      </VisuallyHidden>
    </>
  );
}
