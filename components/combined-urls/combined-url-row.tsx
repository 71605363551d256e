import { useMember } from "@/components/layout/member";
import { ServerMark } from "@/components/servers/server-mark";
import { MaskedUrl } from "@/components/ui/masked-url";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CombinedUrl } from "@/lib/contracts/combined-url";
import type { Instance } from "@/lib/contracts/instance";
import { useRevealCombinedUrl } from "@/lib/queries/combined-urls";
import { plural } from "@/lib/words/count";
import { UPSTREAM_LABELS } from "@/lib/words/labels";
import { listWords } from "@/lib/words/list";
import { RemoveCombinedUrl } from "./remove-combined-url";

type CombinedUrlRowProps = { userId: string; combinedUrl: CombinedUrl; instances: readonly Instance[] };

/** One combined URL: what stands behind it, what of that waits for an account, and the URL itself. */
export function CombinedUrlRow({ userId, combinedUrl, instances }: CombinedUrlRowProps) {
  const { id, serverNames, maskedUrl, createdAt, createdBy, upstream } = combinedUrl;
  const { can } = useMember();
  const reveal = useRevealCombinedUrl();
  const behind = instances.filter(
    (each) => each.upstream === upstream && !each.platformName && serverNames.includes(each.serverName),
  );
  const waiting = behind.filter(({ status }) => status === "waiting" || status === "needs-reauthorization");
  const gone = serverNames.filter((name) => !behind.some(({ serverName }) => serverName === name));
  return (
    <li className="space-y-2.5 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="flex min-w-0 flex-1 flex-wrap gap-x-3 gap-y-1.5">
          {serverNames.map((name) => (
            <span key={name} className="inline-flex items-center gap-1.5 font-medium">
              <ServerMark name={name} size="small" /> <span>{name}</span>
            </span>
          ))}
        </p>
        {can("combined-url.remove") && <RemoveCombinedUrl userId={userId} combinedUrl={combinedUrl} />}
      </div>
      {can("combined-url.reveal") && (
        <MaskedUrl
          label={`combined URL of ${listWords(serverNames)}`}
          masked={maskedUrl}
          reveal={async () => (await reveal.mutateAsync(id)).serverUrl}
          busy={reveal.isPending}
        />
      )}
      <p className="text-muted text-xs">
        <span>
          {UPSTREAM_LABELS[upstream]}, made <RelativeTime dateTime={createdAt} /> by {createdBy}.
        </span>
        {waiting.length > 0 && (
          <span>
            {" "}
            {listWords(waiting.map(({ serverName }) => serverName))} still{" "}
            {plural(waiting.length, "waits", "wait")} for an account: send a link.
          </span>
        )}
        {gone.length > 0 && <span> {listWords(gone)} was deleted, and is not behind it any more.</span>}
      </p>
    </li>
  );
}
