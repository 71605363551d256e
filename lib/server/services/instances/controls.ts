import type { InstanceControls } from "@/lib/contracts/instance-controls";
import { PatchbayError } from "../../errors";
import type { UpstreamRegistry } from "../../upstream/port";
import type { InstanceRow } from "./serialize";

/** @throws PatchbayError where an instance's calls do not pass through this console */
export function controlsOf(upstreams: UpstreamRegistry, row: InstanceRow): InstanceControls {
  const { controls } = upstreams.of(row);
  if (controls) return controls;
  throw new PatchbayError(
    "invalid",
    "Its calls do not pass through this console, so nothing about them can be set here.",
  );
}

/** @throws PatchbayError where no calls pass through this console at all */
export function engineControls(upstreams: UpstreamRegistry): InstanceControls {
  const embedded = upstreams.summaries().some(({ id }) => id === "embedded");
  const controls = embedded ? upstreams.get("embedded").controls : undefined;
  if (controls) return controls;
  throw new PatchbayError("not-found", "The embedded engine is switched off here, so no calls pass through.");
}
