import type { InstanceChanges, InstanceControls } from "@/lib/contracts/instance-controls";
import { type AuditEntry, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import type { Database } from "../../db/client";
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

/**
 * Changes what calls are held to, and records it, in one transaction: a process that is killed in the middle has done
 * neither, so that no URL or token is another than the record says.
 */
export function changeControls<Changed>(
  context: Context,
  controls: InstanceControls,
  event: AuditEntry,
  change: (changes: InstanceChanges, tx: Database) => Promise<Changed>,
): Promise<Changed> {
  return context.db.transaction(async (tx) => {
    const changed = await change(controls.within(tx), tx);
    await recordAudit(tx, context, event);
    return changed;
  });
}
