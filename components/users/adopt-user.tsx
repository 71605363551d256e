import { ServerMark } from "@/components/servers/server-mark";
import { CircleAlert, CircleCheck } from "@/components/ui/icons";
import { PageLink } from "@/components/ui/page-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ServerName } from "@/lib/contracts/server-name";
import { instancePath, userPath } from "@/lib/paths";
import { countWords } from "@/lib/words/count";
import { showId } from "@/lib/words/unseen";
import { type Adopted, candidateKey, isAdopted, type UpstreamUser } from "./adoption";

type AdoptUserProps = {
  user: UpstreamUser;
  chosen: ReadonlySet<string>;
  onChoose: (keys: readonly string[], wanted: boolean) => void;
  outcomes: ReadonlyMap<string, Adopted>;
  disabled: boolean;
};

/** One user of an upstream: what is in the record already, and what can be taken into it. */
export function AdoptUser({ user, chosen, onChoose, outcomes, disabled }: AdoptUserProps) {
  const { userId, createdAt, unrecorded, recorded } = user;
  const shown = showId(userId);
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 text-sm md:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
      <div className="min-w-0">
        <p className="break-all font-medium">
          {recorded > 0 ? (
            <PageLink href={userPath(userId)} className="hover:underline">
              {shown}
            </PageLink>
          ) : (
            shown
          )}
        </p>
        <p className="text-muted text-xs">
          {createdAt === null ? <span>Created at an unknown time</span> : <Created at={createdAt} />}
          {recorded > 0 && <span>, {countWords(recorded, "server")} recorded</span>}
        </p>
      </div>
      {unrecorded.length === 0 ? (
        <p className="text-muted">Nothing to adopt</p>
      ) : (
        <ul aria-label={`Servers of ${shown}`} className="space-y-1">
          {unrecorded.map(({ serverName, connected }) => {
            const key = candidateKey(userId, serverName);
            return (
              <Candidate
                key={serverName}
                serverName={serverName}
                connected={connected}
                outcome={outcomes.get(key)}
                checked={chosen.has(key)}
                onCheck={(checked) => onChoose([key], checked)}
                disabled={disabled}
              />
            );
          })}
        </ul>
      )}
    </li>
  );
}

type CandidateProps = {
  serverName: ServerName;
  connected: boolean;
  outcome: Adopted | undefined;
  checked: boolean;
  onCheck: (checked: boolean) => void;
  disabled: boolean;
};

function Candidate({ serverName, connected, outcome, checked, onCheck, disabled }: CandidateProps) {
  if (isAdopted(outcome))
    return (
      <li className="flex items-center gap-2 pointer-coarse:min-h-10">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-positive" />
        <ServerMark name={serverName} size="small" />
        <PageLink href={instancePath(outcome.instance.id)} className="hover:underline">
          {serverName}
        </PageLink>
        <span className="text-muted text-xs">Adopted</span>
      </li>
    );
  return (
    <li>
      <label className="flex w-fit max-w-full items-center gap-2 pointer-coarse:min-h-10">
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-accent"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onCheck(event.target.checked)}
        />
        <ServerMark name={serverName} size="small" />
        <span>{serverName}</span>
        <span className="text-muted text-xs">{connected ? "Account connected" : "No account connected"}</span>
      </label>
      {outcome && (
        <p className="flex items-start gap-1 pl-6 text-negative text-xs">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {outcome.reason}
        </p>
      )}
    </li>
  );
}

function Created({ at }: { at: string }) {
  return (
    <span>
      Created <RelativeTime dateTime={at} />
    </span>
  );
}
