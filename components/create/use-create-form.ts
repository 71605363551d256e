import { useEffect, useState } from "react";
import { type Resolver, useForm } from "react-hook-form";
import { useAddress } from "@/components/ui/address";
import { reachFor } from "@/components/ui/lazy-code";
import { placeProblem } from "@/components/ui/place-problem";
import { RequestError } from "@/lib/api/request-error";
import type { CreateInstanceRequest, CreateInstanceRequestInput, Instance } from "@/lib/contracts/instance";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { createPath } from "@/lib/paths";
import { useCreateInstance } from "@/lib/queries/instances";
import { resultPanel } from "./late-result-panel";
import type { Outcome } from "./result-panel";
import { createParams } from "./search-params";

type CreateFormOptions = {
  upstreams: readonly [UpstreamSummary, ...UpstreamSummary[]];
  /** An instance to begin with. */
  shown: Instance | null;
  /** Called with each answer, good or bad. */
  onOutcome: () => void;
};

/** The create form, filled in with what the address asks for, and what came of its last press. */
export function useCreateForm({ upstreams, shown, onOutcome }: CreateFormOptions) {
  const [outcome, setOutcome] = useState<Outcome | null>(shown && { instance: shown });
  const create = useCreateInstance();
  const asked = useAddress(createParams);
  const form = useForm<CreateInstanceRequestInput, unknown, CreateInstanceRequest>({
    resolver: checkLate,
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
    onOutcome();
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
      onOutcome();
      placeProblem(form, error);
    }
  });

  /** Shows an instance that was there before. */
  const showListed = (instance: Instance) => {
    create.reset();
    show({ instance });
  };

  return { form, submit, busy: create.isPending, error: create.error, outcome, showListed };
}

type CreateResolver = Resolver<CreateInstanceRequestInput, unknown, CreateInstanceRequest>;

const loadResolver = () => import("./create-resolver");

/** Begins to load what checks the form and what shows what came of it, so that both are there when it is sent. */
export function reachForResult(): void {
  loadResolver().catch(() => {});
  reachFor(resultPanel);
}

/** Where what checks the form cannot be had, the server checks it; and where that is out of reach, the request says so. */
const checkLate: CreateResolver = async (values, context, options) => {
  const { createResolver } = await loadResolver().catch(() => ({ createResolver: passOn }));
  return createResolver(values, context, options);
};

const passOn: CreateResolver = (values) => ({ values: values as CreateInstanceRequest, errors: {} });
