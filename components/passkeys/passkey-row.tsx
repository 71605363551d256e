import { AskedButton } from "@/components/ui/asked-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Passkey } from "@/lib/contracts/passkey";
import { useRemovePasskey } from "@/lib/queries/passkeys";

/** One of one's own passkeys, with its way out. */
export function PasskeyRow({ passkey: { id, name, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const { mutateAsync } = useRemovePasskey();
  const remove = async () => {
    await mutateAsync(id);
    toast({ kind: "positive", title: "Passkey removed" });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
      <span className="min-w-0 flex-1">
        <span className="block break-words font-medium">{name}</span>
        <span className="block text-muted text-xs">
          Added <RelativeTime dateTime={createdAt} />,{" "}
          {lastUsedAt ? (
            <>
              last used <RelativeTime dateTime={lastUsedAt} />
            </>
          ) : (
            "not used yet"
          )}
        </span>
      </span>
      <AskedButton
        size="small"
        aria-label={`Remove the passkey ${name}`}
        question={{
          title: `Remove the passkey ${name}?`,
          description:
            "It signs nobody in any more. Sessions that it began go on, and the browser or key keeps it until it is deleted there.",
          confirmLabel: "Remove passkey",
        }}
        failed="It was not removed"
        act={remove}
      >
        Remove
      </AskedButton>
    </li>
  );
}
