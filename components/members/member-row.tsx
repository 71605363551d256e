import { Badge } from "@/components/ui/badge";
import { Ban } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ListedMember } from "@/lib/contracts/member-list";
import { countWords } from "@/lib/words/count";
import { ROLE_LABELS } from "@/lib/words/labels";
import { MemberActions } from "./member-actions";

/** One member: who they are, what they may do, and when they were here. */
export function MemberRow({ member }: { member: ListedMember }) {
  const { name, email, role, isDisabled, isSelf, hasSecondFactor, passkeys, sessions, lastSeenAt } = member;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-3 text-sm md:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_2rem]">
      <div className="min-w-0">
        <p className="break-words font-medium">
          {name}
          {isSelf && <span className="font-normal text-muted"> (you)</span>}
        </p>
        <p className="break-words text-muted text-xs">{email}</p>
      </div>
      <p className="flex flex-wrap gap-1 max-md:col-start-1">
        <Badge tone={role === "administrator" ? "accent" : "neutral"}>{ROLE_LABELS[role]}</Badge>
        {passkeys > 0 && <Badge tone="neutral">{countWords(passkeys, "passkey")}</Badge>}
        {hasSecondFactor && <Badge tone="neutral">Second factor</Badge>}
        {isDisabled && (
          <Badge tone="negative">
            <Ban aria-hidden /> Disabled
          </Badge>
        )}
      </p>
      <div className="min-w-0 text-muted text-xs max-md:col-start-1">
        <p>
          {lastSeenAt ? (
            <>
              Last seen <RelativeTime dateTime={lastSeenAt} />
            </>
          ) : (
            "Never seen"
          )}
        </p>
        {sessions > 0 && <p>{countWords(sessions, "session")}</p>}
      </div>
      <div className="flex justify-end max-md:col-start-2 max-md:row-start-1">
        <MemberActions member={member} />
      </div>
    </li>
  );
}
