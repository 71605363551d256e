"use client";

import { ServerMark } from "@/components/servers/server-mark";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { Target } from "@/lib/contracts/target";
import { useTestTarget } from "@/lib/queries/targets";
import { TARGET_STATE_LABELS } from "@/lib/words/labels";
import { DeleteServer } from "./delete-server";
import { Verdict } from "./verdict";

const targetDialog = lazyCode(() => import("./target-dialog").then((module) => module.TargetDialog));

/** One server: where it leads, what its last test came to, and the ways to change and to test it. */
export function TargetRow({ target }: { target: Target }) {
  const { serverName, state, chosen, url, vendor, readiness, own } = target;
  const { trigger, overlay } = useOverlay(targetDialog);
  const test = useTestTarget();
  const press = () =>
    test.mutate(
      { server: serverName, register: false },
      {
        onError: ({ message }) =>
          toast({ kind: "negative", title: `${serverName} was not tested`, description: message }),
      },
    );
  return (
    <li className="grid items-start gap-x-6 gap-y-3 px-4 py-3.5 text-sm md:grid-cols-[minmax(0,1.2fr)_minmax(0,1.4fr)_13rem]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <ServerMark name={serverName} size="small" />
          {serverName}
          <Badge tone={state === "none" ? "caution" : "neutral"}>
            {own ? "Your own" : TARGET_STATE_LABELS[state]}
          </Badge>
        </p>
        <p className="mt-1 break-all text-muted text-xs">
          {url ? <code className="font-mono">{url}</code> : null}
          {!url &&
            state !== "builtin" &&
            vendor &&
            `The vendor has a server of its own at ${hostOf(vendor.url)}`}
          {!chosen && url && " (by default)"}
        </p>
      </div>
      {state === "builtin" ? (
        <p className="text-muted text-xs">It runs here, and is always real.</p>
      ) : (
        <Verdict readiness={readiness} />
      )}
      {state !== "builtin" && (
        <div className="flex flex-wrap gap-2 md:justify-end">
          {own && <DeleteServer name={serverName} />}
          {(url || vendor) && (
            <Button
              size="small"
              aria-label={`Test ${serverName}`}
              busy={test.isPending}
              busyLabel="Testing"
              onClick={press}
            >
              Test
            </Button>
          )}
          <Button {...trigger} size="small" aria-label={`Set up ${serverName}`}>
            Set up
          </Button>
        </div>
      )}
      <LazyOverlay overlay={overlay}>
        {(TargetDialog, props) => <TargetDialog {...props} target={target} />}
      </LazyOverlay>
    </li>
  );
}

function hostOf(url: string): string {
  return url.replace(/^https:\/\//, "").replace(/\/.*$/, "");
}
