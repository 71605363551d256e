"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { RequestError } from "@/lib/api/request-error";
import type { Instance } from "@/lib/contracts/instance";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { suggestionsQuery } from "@/lib/queries/instances";
import { showId } from "@/lib/words/unseen";
import { CreateFailure } from "./create-failure";
import { type CreateForm, CreateFormFields } from "./create-form";
import { LateResultPanel } from "./late-result-panel";
import type { DraftRequest } from "./preview";
import { PreviewPanel } from "./preview-panel";
import { RecentInstances } from "./recent-instances";
import type { Outcome } from "./result-panel";
import { useCreateForm } from "./use-create-form";

type CreateConsoleProps = {
  upstreams: [UpstreamSummary, ...UpstreamSummary[]];
  /** An instance to begin with, as after a return in the same tab. */
  shown: Instance | null;
};

/** The form at the left, what came of it at the right, and below it the latest instances. */
export function CreateConsole({ upstreams, shown }: CreateConsoleProps) {
  const { data: suggestions } = useQuery(suggestionsQuery);
  const [tab, setTab] = useState<"request" | "result">(shown ? "result" : "request");
  const panel = useRef<HTMLDivElement>(null);
  // What came of a press is brought into view, which on a phone is below the form.
  const [outcomes, setOutcomes] = useState(0);
  useEffect(() => {
    const below = panel.current && panel.current.getBoundingClientRect().top > window.innerHeight / 2;
    if (outcomes > 0 && below) panel.current?.scrollIntoView({ block: "start" });
  }, [outcomes]);
  const { form, submit, busy, error, outcome, showListed } = useCreateForm({
    upstreams,
    shown,
    onOutcome: () => {
      setTab("result");
      setOutcomes((count) => count + 1);
    },
  });

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
              suggestions={
                suggestions ?? {
                  userIds: [],
                  platformNames: [],
                  creators: [],
                  recentServers: [],
                  ownServers: [],
                }
              }
              busy={busy}
              onSubmit={submit}
            />
          </CardBody>
        </Card>
        <div ref={panel} className="min-w-0 scroll-mt-6">
          <VisuallyHidden role="status">
            {outcomes > 0 && !busy && !error && outcome && outcomeWords(outcome)}
          </VisuallyHidden>
          <Card aria-label="Outcome">
            <Tabs
              label="Request and result"
              selected={tab}
              onSelect={setTab}
              tabs={[
                {
                  id: "request",
                  label: "What will be created",
                  content: <Draft form={form} upstreams={upstreams} />,
                },
                {
                  id: "result",
                  label: "Result",
                  content: <Result outcome={outcome} error={error} busy={busy} onRetry={submit} />,
                },
              ]}
            />
          </Card>
        </div>
      </div>
      <RecentInstances
        onShow={(instance) => {
          showListed(instance);
          panel.current?.scrollIntoView({ block: "nearest" });
        }}
      />
    </div>
  );
}

type DraftProps = { form: CreateForm; upstreams: CreateConsoleProps["upstreams"] };

/** Follows the form by itself, so that a keystroke draws the preview anew and nothing else. */
function Draft({ form, upstreams }: DraftProps) {
  const draft = useWatch({ control: form.control });
  const upstream = upstreams.find(({ id }) => id === draft.upstream) ?? upstreams[0];
  return <PreviewPanel draft={draft as DraftRequest} upstream={upstream} />;
}

type ResultProps = { outcome: Outcome | null; error: Error | null; busy: boolean; onRetry: () => void };

function Result({ outcome, error, busy, onRetry }: ResultProps) {
  return (
    <>
      <div className="p-4 empty:p-0">
        {error instanceof RequestError && <CreateFailure error={error} busy={busy} onRetry={onRetry} />}
      </div>
      {outcome && !error && <LateResultPanel key={outcome.instance.id} outcome={outcome} />}
      {!outcome && !error && (
        <p className="p-4 text-muted text-sm">The server URL appears here once the instance is created.</p>
      )}
    </>
  );
}

/** For those who do not see the panel fill. */
function outcomeWords({ instance: { serverName, userId }, created }: Outcome): string {
  const what = `${serverName} for ${showId(userId)}`;
  if (created === undefined) return `${what} is shown`;
  return created ? `${what} was created` : `${what} was there already`;
}
