import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { type ApiKey, MAIN_ACCOUNT } from "@/lib/contracts/api-key";
import { API_KEY_SCOPE_LABELS, ROLE_LABELS } from "@/lib/words/labels";
import { ApiKeyStateBadge } from "./api-key-state-badge";
import { RevokeApiKey } from "./revoke-api-key";

/** One key: what it may do, whose it is, and when it was used last. */
export function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { name, prefix, scopes, role, account, state, createdBy, createdAt, expiresAt, lastUsedAt } = apiKey;
  return (
    <li className="grid items-start gap-x-6 gap-y-3 px-4 py-3.5 text-sm md:grid-cols-[minmax(0,1.1fr)_minmax(0,1.3fr)_minmax(0,1.1fr)_5.5rem]">
      <div className="min-w-0">
        <p className="break-words font-medium">{name}</p>
        <p className="text-muted text-xs">
          <code className="font-mono">{prefix}…</code>
        </p>
      </div>
      <div className="min-w-0">
        <ul aria-label={`Scopes of ${name}`} className="flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <li key={scope} className="flex">
              <Badge tone={scope === "secrets" ? "caution" : "neutral"}>{API_KEY_SCOPE_LABELS[scope]}</Badge>
            </li>
          ))}
        </ul>
        <p className="mt-1.5 break-words text-muted text-xs">
          {ROLE_LABELS[role]} at the most{account !== MAIN_ACCOUNT && `, in the account ${account}`}
        </p>
      </div>
      <div className="min-w-0 text-muted text-xs">
        <p className="mb-1">
          <ApiKeyStateBadge state={state} />
        </p>
        <p>
          {lastUsedAt ? (
            <>
              Last used <RelativeTime dateTime={lastUsedAt} />
            </>
          ) : (
            "Never used"
          )}
        </p>
        {(state === "active" || state === "expired") && (
          <p>
            {expiresAt ? (
              <>
                {state === "expired" ? "Expired" : "Expires"} <RelativeTime dateTime={expiresAt} />
              </>
            ) : (
              "Does not expire"
            )}
          </p>
        )}
        <p>
          Made <RelativeTime dateTime={createdAt} /> by {createdBy}
        </p>
      </div>
      <div className="md:text-right">{state !== "revoked" && <RevokeApiKey apiKey={apiKey} />}</div>
    </li>
  );
}
