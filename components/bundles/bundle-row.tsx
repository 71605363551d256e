import { useMember } from "@/components/layout/member";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Bundle } from "@/lib/contracts/bundle";
import { createManyPath } from "@/lib/paths";
import { listWords } from "@/lib/words/list";
import { DeleteBundle } from "./delete-bundle";
import { EditBundle } from "./edit-bundle";

/** A bundle with its servers, and what is done with it. */
export function BundleRow({ bundle }: { bundle: Bundle }) {
  const { can } = useMember();
  const { id, name, serverNames, isReadOnly, createdBy, updatedAt } = bundle;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-60">
        <h2 className="wrap-anywhere inline font-medium">{name}</h2>{" "}
        {isReadOnly && <Badge className="align-middle">Read-only</Badge>}
        <p className="wrap-anywhere mt-0.5 text-muted">{listWords(serverNames)}</p>
        <p className="wrap-anywhere mt-0.5 text-muted text-xs">
          Changed <RelativeTime dateTime={updatedAt} />, made by {createdBy}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {can("job.create") && (
          <ButtonLink size="small" href={createManyPath({ bundle: id })} aria-label={`Give ${name} to users`}>
            Give to users
          </ButtonLink>
        )}
        {can("bundle.update") && <EditBundle bundle={bundle} />}
        {can("bundle.delete") && <DeleteBundle bundle={bundle} />}
      </div>
    </li>
  );
}
