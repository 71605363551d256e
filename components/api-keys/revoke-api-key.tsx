import { AskedButton } from "@/components/ui/asked-button";
import { toast } from "@/components/ui/toast";
import type { ApiKey } from "@/lib/contracts/api-key";
import { useRevokeApiKey } from "@/lib/queries/api-keys";

/** Ends a key, after a question that says what stops working. */
export function RevokeApiKey({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { mutateAsync } = useRevokeApiKey();
  const revoke = async () => {
    await mutateAsync(id);
    toast({ kind: "positive", title: "API key revoked", description: `${name} opens nothing any more.` });
  };
  return (
    <AskedButton
      size="small"
      aria-label={`Revoke ${name}`}
      question={{
        title: `Revoke ${name}?`,
        description:
          "Whatever uses this key is refused at once, also work that it began and that is not finished. It cannot be brought back. Instances made with it stay, and so do their server URLs.",
        confirmLabel: "Revoke key",
        cancelLabel: "Keep it",
      }}
      failed="It was not revoked"
      act={revoke}
    >
      Revoke
    </AskedButton>
  );
}
