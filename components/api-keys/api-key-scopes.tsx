import { useId } from "react";
import { FieldError } from "@/components/ui/field";
import { API_KEY_SCOPES, type ApiKeyScope } from "@/lib/contracts/api-key";
import { API_KEY_SCOPE_LABELS, API_KEY_SCOPE_WORDS } from "@/lib/words/labels";

type ApiKeyScopesProps = {
  chosen: readonly ApiKeyScope[];
  onChange: (scopes: ApiKeyScope[]) => void;
  error: string | undefined;
};

/** What a key may do. */
export function ApiKeyScopes({ chosen, onChange, error }: ApiKeyScopesProps) {
  const errorId = useId();
  const choose = (scope: ApiKeyScope, checked: boolean) =>
    onChange(API_KEY_SCOPES.filter((each) => (each === scope ? checked : chosen.includes(each))));

  return (
    <fieldset aria-describedby={errorId}>
      <legend className="mb-1.5 font-medium text-sm">Scopes</legend>
      <div className="rounded-md border border-border bg-surface">
        {API_KEY_SCOPES.map((scope) => (
          <label
            key={scope}
            className="flex min-h-11 items-center gap-2.5 border-border border-b px-3 py-1.5 last:border-b-0 hover:bg-hover has-focus-visible:-outline-offset-2 has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="checkbox"
              checked={chosen.includes(scope)}
              onChange={(event) => choose(scope, event.target.checked)}
              className="size-4 shrink-0 accent-(--accent) outline-none"
            />
            <span className="text-sm">
              <span className="font-medium">{API_KEY_SCOPE_LABELS[scope]}</span>{" "}
              <span className="text-muted">{API_KEY_SCOPE_WORDS[scope]}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldError id={errorId}>{error}</FieldError>
    </fieldset>
  );
}
