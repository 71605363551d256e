import { AskedButton } from "@/components/ui/asked-button";
import { Unplug } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useDeauthorizeInstance } from "@/lib/queries/instances";
import { credentialWords } from "@/lib/words/credential-fate";
import { showId } from "@/lib/words/unseen";

/** Takes the account away from an instance, after a question that says what stops working. */
export function RemoveAuthorization({ instance }: { instance: Instance }) {
  const { id, serverName, userId } = instance;
  const { mutateAsync } = useDeauthorizeInstance();

  // Awaited: without an account there is nothing to remove, and this component is gone by the time that it is done.
  const remove = async () => {
    const { instance: after, credential } = await mutateAsync(id);
    if (after.missing) {
      toast({ kind: "info", title: `${serverName} of ${showId(userId)} is gone at the upstream` });
      return;
    }
    toast({
      kind: credential.fate === "revoked" ? "positive" : "info",
      title: `${serverName} of ${showId(userId)} is not connected any more`,
      description: credentialWords(credential),
    });
  };

  return (
    <AskedButton
      question={{
        title: `Remove the authorization of ${serverName}?`,
        description: `The tools of this URL stop working at once for every agent that uses it on the account of ${showId(userId)}. The instance and its URL stay: connecting the account again makes them work again.`,
        confirmLabel: "Remove authorization",
      }}
      failed="It was not removed"
      act={remove}
    >
      <Unplug aria-hidden /> Remove authorization
    </AskedButton>
  );
}
