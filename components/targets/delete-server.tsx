import { AskedButton } from "@/components/ui/asked-button";
import { toast } from "@/components/ui/toast";
import { useDeleteServer } from "@/lib/queries/targets";

/** Deletes a server of the organisation's own, after a question. One that has instances is refused by the console. */
export function DeleteServer({ name }: { name: string }) {
  const { mutateAsync } = useDeleteServer();
  const remove = async () => {
    await mutateAsync(name);
    toast({ kind: "positive", title: `${name} was deleted` });
  };
  return (
    <AskedButton
      size="small"
      variant="ghost"
      aria-label={`Delete ${name}`}
      question={{
        title: `Delete ${name}?`,
        description:
          "It is offered no longer, and its address, app and headers are forgotten. A server that has instances stays.",
        confirmLabel: "Delete server",
      }}
      failed={`${name} was not deleted`}
      act={remove}
    >
      Delete
    </AskedButton>
  );
}
