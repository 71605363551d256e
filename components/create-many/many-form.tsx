import { ServerChecks } from "@/components/servers/server-checks";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { CatalogueEntry } from "@/lib/catalogue/servers";
import type { Bundle } from "@/lib/contracts/bundle";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { countWords } from "@/lib/words/count";
import { listWords } from "@/lib/words/list";
import { transportOptions } from "@/lib/words/transport-options";
import type { Draft, DraftErrors } from "./draft";
import { UsersField } from "./users-field";

type ManyFormProps = {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  errors: DraftErrors;
  bundles: readonly Bundle[];
  upstreams: readonly UpstreamSummary[];
  knownUsers: readonly string[];
  servers: readonly CatalogueEntry[];
};

/** Which servers, by a bundle or one by one, for whom, and how. */
export function ManyForm({
  draft,
  onChange,
  errors,
  bundles,
  upstreams,
  knownUsers,
  servers,
}: ManyFormProps) {
  const bundle = bundles.find(({ id }) => id === draft.bundleId);
  return (
    <>
      {bundles.length > 0 && (
        <Field label="Bundle" error={undefined}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.bundleId}
              onChange={({ target }) => onChange({ bundleId: target.value })}
            >
              <option value="">None: choose servers</option>
              {bundles.map(({ id, name, serverNames }) => (
                <option key={id} value={id}>
                  {name} ({countWords(serverNames.length, "server")})
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {bundle ? (
        <p className="mb-5 text-muted text-sm">
          {listWords(bundle.serverNames)}, {bundle.isReadOnly ? "read-only" : "read and write"}.
        </p>
      ) : (
        <ServerChecks
          servers={servers}
          chosen={draft.serverNames}
          onChange={(serverNames) => onChange({ serverNames })}
          error={errors.serverNames}
        />
      )}
      <UsersField
        text={draft.users}
        onChange={(users) => onChange({ users })}
        known={knownUsers}
        error={errors.userIds}
      />
      <Field label="Platform" optional error={errors.platformName}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            spellCheck={false}
            placeholder="Where the agents run"
            value={draft.platformName}
            onChange={({ target }) => onChange({ platformName: target.value })}
          />
        )}
      </Field>
      {upstreams.length > 1 && (
        <Segmented
          legend="Upstream"
          name="upstream"
          options={upstreams.map(({ id, label }) => ({ value: id, label }))}
          value={draft.upstream}
          onValueChange={(upstream) => onChange({ upstream })}
          className="mb-5"
        />
      )}
      <Segmented
        legend="Transport"
        name="connectionType"
        options={transportOptions(upstreams.find(({ id }) => id === draft.upstream))}
        value={draft.connectionType}
        onValueChange={(connectionType) => onChange({ connectionType })}
        className="mb-5"
      />
      {!bundle && (
        <Switch
          label="Read-only"
          description="The agents can look, and change nothing."
          checked={draft.isReadOnly}
          onChange={({ target }) => onChange({ isReadOnly: target.checked })}
          className="mb-4"
        />
      )}
    </>
  );
}
