import { useRouter } from "next/navigation";
import { AskedButton } from "@/components/ui/asked-button";
import { PATHS } from "@/lib/paths";
import { useDeleteWebhook } from "@/lib/queries/webhooks";

/** Deletes an endpoint, after a question that says what is lost. */
export function DeleteWebhook({ id }: { id: string }) {
  const { push } = useRouter();
  const { mutateAsync: remove } = useDeleteWebhook();
  return (
    <AskedButton
      question={{
        title: "Delete this webhook?",
        description:
          "The endpoint is told nothing more, also not what waits for it. The list of its deliveries goes with it.",
        confirmLabel: "Delete webhook",
        cancelLabel: "Keep it",
      }}
      failed="It was not deleted"
      act={async () => {
        await remove(id);
        push(PATHS.webhooks);
      }}
    >
      Delete
    </AskedButton>
  );
}
