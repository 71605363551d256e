import type { UpstreamId } from "@/lib/contracts/upstream";
import { UPSTREAM_LABELS } from "@/lib/words/labels";
import { PatchbayError } from "../errors";
import type { Env } from "../process/env";
import type { Logger } from "../process/log";
import { createEmbeddedUpstream } from "./embedded";
import { createHttpUpstream } from "./http";
import type { CallObserver } from "./klavis/call";
import type { SharedStarts } from "./pace";
import type { Upstream, UpstreamRegistry } from "./port";
import type { UpstreamFetch } from "./whole-answer";

/** @param upstreams one or more, in the order in which people see them; the first is taken where none is named */
export function createRegistry(upstreams: readonly Upstream[]): UpstreamRegistry {
  const find = (id: UpstreamId) => upstreams.find((upstream) => upstream.id === id);
  return {
    get(id) {
      const found = id === undefined ? upstreams[0] : find(id);
      if (found) return found;
      throw new PatchbayError("invalid", "That upstream is not configured here. Nothing was changed.", {
        fields: { upstream: ["Choose one of the configured upstreams."] },
      });
    },
    of({ upstream }) {
      const found = find(upstream);
      if (found) return found;
      throw new PatchbayError(
        "upstream-unavailable",
        `${UPSTREAM_LABELS[upstream]} is switched off on this console, so nothing was changed. An administrator can switch it on again in its environment.`,
        { effect: "nothing-changed" },
      );
    },
    inLane: (lane) => createRegistry(upstreams.map((upstream) => upstream.inLane(lane))),
    summaries: () =>
      upstreams.map(({ id, baseUrl, lacksStreams }) => ({
        id,
        label: UPSTREAM_LABELS[id],
        baseUrl,
        ...(lacksStreams && { lacksStreams }),
      })),
  };
}

/**
 * The upstreams that the environment turns on. To be called once in a process, because each call to it makes queues of
 * its own, and the account's rate is shared by all.
 */
export function createUpstreams({
  env,
  engine,
  engineApiKey,
  log,
  observe,
  shareStarts,
}: {
  env: Pick<Env, "klavis" | "upstreamRate" | "upstreamTimeout" | "appUrl"> &
    Partial<Pick<Env, "proxy" | "stays">>;
  engine: ({ fetchUncounted: UpstreamFetch } & Pick<Upstream, "controls" | "targets" | "atOnce">) | undefined;
  engineApiKey: string | undefined;
  log: Logger;
  observe?: CallObserver;
  /** Where other processes call the same accounts. */
  shareStarts?: ((id: UpstreamId, perSecond: number) => SharedStarts) | undefined;
}): UpstreamRegistry {
  const timeout = env.upstreamTimeout;
  const upstreams: Upstream[] = [];
  for (const id of ["us", "eu"] as const) {
    const region = env.klavis[id];
    if (region)
      upstreams.push(
        createHttpUpstream({
          id,
          ...region,
          rate: env.upstreamRate,
          sharedStarts: shareStarts?.(id, env.upstreamRate),
          proxy: env.proxy,
          timeout,
          log,
          observe,
        }),
      );
  }
  if (engine && engineApiKey) {
    const baseUrl = `${env.appUrl}/engine`;
    upstreams.push(
      createEmbeddedUpstream({
        fetch: (request) => engine.fetchUncounted(request),
        controls: engine.controls,
        targets: engine.targets,
        atOnce: engine.atOnce,
        lacksStreams: env.stays === false,
        baseUrl,
        apiKey: engineApiKey,
        timeout,
        log,
        observe,
      }),
    );
  }
  return createRegistry(upstreams);
}
