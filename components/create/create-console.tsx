"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { RequestError } from "@/lib/api/request";
import {
  type CreateInstanceRequest,
  type CreateInstanceRequestInput,
  createInstanceRequestSchema,
  type Instance,
} from "@/lib/contracts/instance";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { createPath } from "@/lib/paths";
import { suggestionsQuery, useCreateInstance } from "@/lib/queries/instances";
import { CreateFormFields } from "./create-form";
import { CreateFailure, MARKED_FIELDS } from "./failure";
import { LatestInstances } from "./latest-instances";
import type { DraftRequest } from "./preview";
import { PreviewPanel } from "./preview-panel";
import { type Outcome, ResultPanel } from "./result-panel";
import { useAsked } from "./use-asked";

type CreateConsoleProps = {
  upstreams: [UpstreamSummary, ...UpstreamSummary[]];
  /** An instance to begin with, as after a return in the same tab. */
  shown: Instance | null;
};

/** The form at the left, what came of it at the right, and below it the latest instances. */
export function CreateConsole({ upstreams, shown }: CreateConsoleProps) {
  const { data: suggestions } = useQuery(suggestionsQuery);
  const [outcome, setOutcome] = useState<Outcome | null>(shown && { instance: shown });
  const [tab, setTab] = useState<"request" | "result">(shown ? "result" : "request");
  const panel = useRef<HTMLDivElement>(null);
  // What came of a press is brought into view, which on a phone is below the form.
  const [came, setCame] = useState(0);
  useEffect(() => {
    const below = panel.current && panel.current.getBoundingClientRect().top > window.innerHeight / 2;
    if (came > 0 && below) panel.current?.scrollIntoView({ block: "start" });
  }, [came]);
  const create = useCreateInstance();
  const asked = useAsked();
  const form = useForm<CreateInstanceRequestInput, unknown, CreateInstanceRequest>({
    resolver: standardSchemaResolver(createInstanceRequestSchema),
    defaultValues: {
      serverName: asked.server ?? "",
      userId: asked.user ?? "",
      platformName: asked.platform ?? null,
      connectionType: "StreamableHttp",
      legacy: false,
      isReadOnly: false,
      upstream: upstreams[0].id,
    },
  });

  // Another choice by the command palette, which leaves the rest of the form as it is.
  const { setValue } = form;
  useEffect(() => {
    if (asked.server) setValue("serverName", asked.server, { shouldValidate: true });
    if (asked.user) setValue("userId", asked.user, { shouldValidate: true });
    if (asked.platform) setValue("platformName", asked.platform, { shouldValidate: true });
  }, [asked.server, asked.user, asked.platform, setValue]);

  const show = (next: Outcome) => {
    setOutcome(next);
    setTab("result");
    setCame((count) => count + 1);
    window.history.replaceState(null, "", createPath({ instance: next.instance.id }));
  };

  const submit = form.handleSubmit(async (request) => {
    try {
      const { instance, created } = await create.mutateAsync(request);
      const { connectionType, isReadOnly, legacy } = request;
      show({ instance, created, asked: { connectionType, isReadOnly, legacy } });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setOutcome(null);
      setTab("result");
      setCame((count) => count + 1);
      placeOnFields(error);
    }
  });

  const placeOnFields = ({ problem }: RequestError) => {
    for (const field of MARKED_FIELDS) {
      const message = problem.fields?.[field]?.[0];
      if (message) form.setError(field, { message });
    }
  };

  const showListed = (instance: Instance) => {
    create.reset();
    show({ instance });
    panel.current?.scrollIntoView({ block: "nearest" });
  };

  return (
    <div className="flex flex-col gap-6">
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]">
        <Card aria-labelledby="what">
          <CardHeader>
            <CardTitle id="what">What to create</CardTitle>
          </CardHeader>
          <CardBody>
            <CreateFormFields
              form={form}
              upstreams={upstreams}
              suggestions={suggestions ?? { userIds: [], platformNames: [], creators: [], recentServers: [] }}
              busy={create.isPending}
              onSubmit={submit}
            />
          </CardBody>
        </Card>
        <div ref={panel} className="min-w-0 scroll-mt-6">
          <Card aria-label="Outcome">
            <Tabs
              label="Request and result"
              selected={tab}
              onSelect={setTab}
              tabs={[
                {
                  id: "request",
                  label: "What will be sent",
                  content: <Draft form={form} upstreams={upstreams} />,
                },
                { id: "result", label: "Result", content: <Came outcome={outcome} error={create.error} /> },
              ]}
            />
          </Card>
        </div>
      </div>
      <LatestInstances canChange onShow={showListed} />
    </div>
  );
}

/** Follows the form by itself, so that a keystroke draws the preview anew and nothing else. */
function Draft({
  form,
  upstreams,
}: { form: Parameters<typeof CreateFormFields>[0]["form"] } & Pick<CreateConsoleProps, "upstreams">) {
  const draft = useWatch({ control: form.control });
  const upstream = upstreams.find(({ id }) => id === draft.upstream) ?? upstreams[0];
  return <PreviewPanel draft={draft as DraftRequest} baseUrl={upstream.baseUrl} />;
}

function Came({ outcome, error }: { outcome: Outcome | null; error: Error | null }) {
  return (
    <>
      <div className="p-4 empty:p-0">{error instanceof RequestError && <CreateFailure error={error} />}</div>
      {outcome && !error && <ResultPanel key={outcome.instance.id} outcome={outcome} />}
      {!outcome && !error && (
        <p className="p-4 text-muted text-sm">The server URL appears here once the instance is created.</p>
      )}
    </>
  );
}
