"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { useAddress } from "@/components/ui/address";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { RequestError } from "@/lib/api/request-error";
import { CATALOGUE } from "@/lib/catalogue/servers";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { jobPath } from "@/lib/paths";
import { bundlesQuery } from "@/lib/queries/bundles";
import { createManyPreviewQuery, useCreateInstances } from "@/lib/queries/create-many";
import { suggestionsQuery } from "@/lib/queries/instances";
import { countWords } from "@/lib/words/count";
import { type Draft, type DraftErrors, readDraft, useSettled } from "./draft";
import { ManyForm } from "./many-form";
import { ManyPreview } from "./many-preview";
import { createManyParams } from "./search-params";

type CreateManyConsoleProps = { upstreams: readonly [UpstreamSummary, ...UpstreamSummary[]] };

/** Several servers for several users: the form at the left, what it makes at the right, then the job that makes it. */
export function CreateManyConsole({ upstreams }: CreateManyConsoleProps) {
  const router = useRouter();
  const { bundle: bundleId = "" } = useAddress(createManyParams);
  const [draft, setDraft] = useState<Draft>({
    bundleId,
    serverNames: [],
    users: "",
    platformName: "",
    upstream: upstreams[0].id,
    connectionType: "StreamableHttp",
    isReadOnly: false,
  });
  const [pressed, setPressed] = useState(false);
  const { data: suggestions } = useQuery(suggestionsQuery);
  const { data: bundles } = useQuery(bundlesQuery);
  const ownServers = draft.upstream === "embedded" ? suggestions?.ownServers : undefined;
  const servers = useMemo(() => [...(ownServers ?? []), ...CATALOGUE], [ownServers]);
  const create = useCreateInstances();
  const { request, errors } = useMemo(() => readDraft(draft), [draft]);
  const settled = useSettled(request);
  const preview = useQuery(createManyPreviewQuery(settled));
  const shown = settled && preview.data;
  const made = shown ? shown.total - shown.existing.length : 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setPressed(true);
    if (!request || create.isPending) return;
    create.mutate(request, { onSuccess: ({ job }) => router.push(jobPath(job.id)) });
  };

  return (
    <form
      noValidate
      aria-label="Create several instances"
      onSubmit={submit}
      className="grid items-start gap-6 lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]"
    >
      <Card aria-labelledby="what">
        <CardHeader>
          <CardTitle id="what">What to create</CardTitle>
        </CardHeader>
        <CardBody>
          <ManyForm
            draft={draft}
            onChange={(changes) => setDraft({ ...draft, ...changes })}
            errors={{ ...(pressed && errors), ...refusals(preview.error), ...refusals(create.error) }}
            bundles={bundles?.bundles ?? []}
            upstreams={upstreams}
            knownUsers={suggestions?.userIds ?? []}
            servers={servers}
          />
        </CardBody>
      </Card>
      <Card aria-labelledby="outcome">
        <CardHeader>
          <CardTitle id="outcome">What will be created</CardTitle>
        </CardHeader>
        <CardBody className="flex flex-col gap-4">
          {shown ? (
            <ManyPreview preview={shown} />
          ) : (
            <p className="text-muted text-sm">
              Choose servers and name users. Each user gets each of the servers; what is there already is
              shown here first, and stays as it is.
            </p>
          )}
          {(create.error ?? preview.error) && (
            <Alert kind="negative" title={create.error ? "Nothing was created" : "It could not be previewed"}>
              {(create.error ?? preview.error)?.message}
            </Alert>
          )}
          <Button type="submit" variant="primary" size="large" busy={create.isPending} busyLabel="Starting">
            {made > 0 ? `Create ${countWords(made, "instance")}` : "Create"}
          </Button>
        </CardBody>
      </Card>
    </form>
  );
}

/** What the server says is wrong, by field. */
function refusals(error: Error | null): DraftErrors {
  if (!(error instanceof RequestError)) return {};
  const { serverNames, userIds, platformName } = error.problem.fields ?? {};
  return {
    ...(serverNames?.[0] && { serverNames: serverNames[0] }),
    ...(userIds?.[0] && { userIds: userIds[0] }),
    ...(platformName?.[0] && { platformName: platformName[0] }),
  };
}
