import { AskedButton } from "@/components/ui/asked-button";
import type { CombinedUrl } from "@/lib/contracts/combined-url";
import { useRemoveCombinedUrl } from "@/lib/queries/combined-urls";
import { listWords } from "@/lib/words/list";
import { showId } from "@/lib/words/unseen";

type RemoveCombinedUrlProps = { userId: string; combinedUrl: CombinedUrl };

/** Ends a combined URL, after a question that says what stays. */
export function RemoveCombinedUrl({ userId, combinedUrl: { id, serverNames } }: RemoveCombinedUrlProps) {
  const { mutateAsync: remove } = useRemoveCombinedUrl(userId);
  return (
    <AskedButton
      size="small"
      aria-label={`Remove the combined URL of ${listWords(serverNames)}`}
      question={{
        title: "Remove this combined URL?",
        description: `Agents that use it find no tools any more. The instances of ${showId(userId)}, their own URLs and their accounts stay.`,
        confirmLabel: "Remove URL",
      }}
      failed="It was not removed"
      act={() => remove(id)}
    >
      Remove
    </AskedButton>
  );
}
