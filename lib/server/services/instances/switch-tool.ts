import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { changeControls } from "./controls";
import { findInstance } from "./find";

type Switch = { id: string; name: string; isOn: boolean };

/** Switches one tool of an instance off, so that agents neither see nor call it, or on again. */
export const switchTool = verb("instance.switch-tool", async (context, { id, name, isOn }: Switch) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const { controls } = upstreams.of(row);
  if (!controls) {
    throw new PatchbayError(
      "invalid",
      "Its calls do not pass through this console, so its tools cannot be switched off here.",
    );
  }
  const event = { action: "instance.switch-tool", subject: id, details: { tool: name, isOn } } as const;
  await changeControls(context, controls, event, (changes) =>
    changes.switchTool(row.upstreamInstanceId, name, isOn),
  );
  return { switchedOff: await controls.switchedOff(row.upstreamInstanceId) };
});
