import { AskedButton } from "@/components/ui/asked-button";
import type { Bundle } from "@/lib/contracts/bundle";
import { useDeleteBundle } from "@/lib/queries/bundles";

/** Deletes a bundle, after a question that says what stays. */
export function DeleteBundle({ bundle: { id, name } }: { bundle: Bundle }) {
  const { mutateAsync: remove } = useDeleteBundle();
  return (
    <AskedButton
      size="small"
      aria-label={`Delete ${name}`}
      question={{
        title: `Delete ${name}?`,
        description:
          "It can be given to nobody any more. The instances that were made by it stay, and so do their server URLs.",
        confirmLabel: "Delete bundle",
        cancelLabel: "Keep it",
      }}
      failed="It was not deleted"
      act={() => remove(id)}
    >
      Delete
    </AskedButton>
  );
}
