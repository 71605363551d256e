import { Alert } from "@/components/ui/alert";
import { Disclosure } from "@/components/ui/disclosure";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReadTargetAnswer } from "@/lib/contracts/target";
import { countWords } from "@/lib/words/count";
import { showId } from "@/lib/words/unseen";

/** Whose connections a change touches and when each was last used, said before it is made. */
export function Affected({ affected: { count, instances } }: Pick<ReadTargetAnswer, "affected">) {
  if (count === 0) {
    return <p className="mb-4 text-muted text-sm">Nobody is connected to it, so a change breaks nothing.</p>;
  }
  return (
    <Alert kind="caution" title={`A change breaks ${countWords(count, "connection")}`} className="mb-4">
      Another address, app or way in means that these users connect their accounts again.
      <Disclosure summary="Whose, and when each was last used" className="-ml-1 mt-1" open={count <= 5}>
        <ul className="max-h-40 space-y-1 overflow-y-auto text-xs">
          {instances.map(({ id, userId, platformName, lastUsedAt }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-3">
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {showId(userId)}
                {platformName && `, on ${showId(platformName)}`}
              </span>
              <span className="text-muted">
                {lastUsedAt ? (
                  <>
                    used <RelativeTime dateTime={lastUsedAt} />
                  </>
                ) : (
                  "not used in 30 days"
                )}
              </span>
            </li>
          ))}
          {count > instances.length && <li>and {countWords(count - instances.length, "other")}</li>}
        </ul>
      </Disclosure>
    </Alert>
  );
}
