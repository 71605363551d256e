"use client";

import { useEffect, useMemo, useRef } from "react";
import { Controller, type UseFormReturn, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { useModifier } from "@/components/ui/use-modifier";
import { resolveServerName } from "@/lib/catalogue/server-name";
import { CATALOGUE } from "@/lib/catalogue/servers";
import type {
  CreateInstanceRequest,
  CreateInstanceRequestInput,
  Suggestions,
} from "@/lib/contracts/instance";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { transportOptions } from "@/lib/words/transport-options";
import { LookAlike } from "./look-alike";
import { ServerPicker } from "./server-picker";
import { Suggested } from "./suggested";
import { reachForResult } from "./use-create-form";

export type CreateForm = UseFormReturn<CreateInstanceRequestInput, unknown, CreateInstanceRequest>;

type CreateFormProps = {
  form: CreateForm;
  upstreams: UpstreamSummary[];
  suggestions: Suggestions;
  busy: boolean;
  onSubmit: () => void;
};

/** The fields of the create contract, in the order in which an operator thinks of them. */
export function CreateFormFields({ form, upstreams, suggestions, busy, onSubmit }: CreateFormProps) {
  const { register, control, formState } = form;
  const element = useRef<HTMLFormElement>(null);
  const modifier = useModifier();

  const upstream = useWatch({ control, name: "upstream" });
  const { ownServers } = suggestions;
  const servers = useMemo(
    () => (upstream === "embedded" ? [...ownServers, ...CATALOGUE] : CATALOGUE),
    [upstream, ownServers],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
      // What stands in front of the page has the keys.
      const inFront = event.target instanceof Element && event.target.closest("[role=dialog]");
      if (!inFront) element.current?.requestSubmit();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <form
      ref={element}
      noValidate
      method="post"
      aria-label="Create an instance"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
      onFocus={reachForResult}
      className="flex flex-col"
    >
      <Controller
        control={control}
        name="serverName"
        render={({ field, fieldState }) => (
          <ServerPicker
            ref={field.ref}
            value={
              resolveServerName(field.value) ?? servers.find(({ name }) => name === field.value)?.name ?? null
            }
            onChange={field.onChange}
            recent={suggestions.recentServers}
            servers={servers}
            next={() => element.current?.querySelector<HTMLElement>("[name=userId]") ?? null}
            error={fieldState.error?.message}
          />
        )}
      />
      <Field
        label="User"
        description="Whose account it will use: an email address or an id of yours."
        error={formState.errors.userId?.message}
      >
        {(ids) => (
          <Input
            {...ids}
            {...register("userId")}
            list="known-users"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="ana@example.com"
          />
        )}
      </Field>
      <LookAlike form={form} />
      <Suggested id="known-users" values={suggestions.userIds} />
      <Field label="Platform" optional error={formState.errors.platformName?.message}>
        {(ids) => (
          <Input
            {...ids}
            {...register("platformName", { setValueAs: (value) => value?.trim() || null })}
            list="known-platforms"
            autoComplete="off"
            spellCheck={false}
            placeholder="Where the agent runs"
          />
        )}
      </Field>
      <Suggested id="known-platforms" values={suggestions.platformNames} />
      {upstreams.length > 1 && (
        <Segmented
          legend="Upstream"
          {...register("upstream")}
          options={upstreams.map(({ id, label }) => ({ value: id, label }))}
          defaultValue={upstreams[0]?.id}
          className="mb-5"
        />
      )}
      <Segmented
        legend="Transport"
        {...register("connectionType")}
        options={transportOptions(upstreams.find(({ id }) => id === upstream))}
        defaultValue="StreamableHttp"
        className="mb-5"
      />
      <Switch
        {...register("isReadOnly")}
        label="Read-only"
        description="The agent can look, and change nothing."
        className="mb-4"
      />
      <Disclosure summary="Advanced" className="mb-5">
        <Switch
          {...register("legacy")}
          label="Legacy server"
          description="Asks for the service's older server, for agents that were set up against its tool names."
        />
      </Disclosure>
      <Button type="submit" variant="primary" size="large" busy={busy} busyLabel="Creating the instance">
        Create server URL
        <span className="pointer-coarse:hidden">
          <Kbd>{modifier} ↵</Kbd>
        </span>
      </Button>
    </form>
  );
}
