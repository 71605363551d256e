import { useQuery } from "@tanstack/react-query";
import { AskedButton } from "@/components/ui/asked-button";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useRotateUrl } from "@/lib/queries/rules";
import { usageQuery } from "@/lib/queries/usage";
import { showId } from "@/lib/words/unseen";

/** Gives an instance another URL, for one that fell into the wrong hands. The account stays connected. */
export function RotateUrl({ instance: { id, serverName, userId } }: { instance: Instance }) {
  const { data } = useQuery(usageQuery(id));
  const { mutateAsync } = useRotateUrl(id);
  if (!data?.isKept) return null;
  const rotate = async () => {
    await mutateAsync();
    toast({
      kind: "positive",
      title: "The URL was changed",
      description: "Copy it, and give it to the agents again.",
    });
  };
  return (
    <AskedButton
      size="small"
      question={{
        title: "Change the server URL?",
        description: `The URL of before and its read-only address stop working at once, in every agent of ${showId(userId)} that uses ${serverName} by them. The account stays connected.`,
        confirmLabel: "Change URL",
      }}
      failed="The URL was not changed"
      act={rotate}
    >
      Change the URL
    </AskedButton>
  );
}
