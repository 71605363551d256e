import { Alert } from "@/components/ui/alert";
import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { showId } from "@/lib/words/unseen";

type NothingToConnectProps = { userId: string; loading: boolean; failure: Error | null };

/** Stands where the servers of a link are chosen, as long as there are none: why, and what to do. */
export function NothingToConnect({ userId, loading, failure }: NothingToConnectProps) {
  if (userId === "") return null;
  if (loading) {
    return (
      <div role="status">
        <VisuallyHidden>Looking for servers of {showId(userId)}</VisuallyHidden>
        <Skeleton className="h-24" />
      </div>
    );
  }
  if (failure) {
    return (
      <Alert kind="negative" title="The servers could not be read">
        {failure.message}
      </Alert>
    );
  }
  return (
    <Alert kind="info" title="Nothing waits to be connected">
      {showId(userId)} has no server whose account is not connected. Create one for them first, or see whether
      the user is spelled as it was then.
    </Alert>
  );
}
