import type { DriftRule } from "@/lib/contracts/drift";
import { verb } from "../../verb";
import { changeControls, engineControls } from "../instances/controls";

/** Says what is done about tools that change: they are told of, or held until they are approved. @throws PatchbayError */
export const ruleToolChanges = verb(
  "organisation.rule-tool-changes",
  async (context, { rule }: { rule: DriftRule }) => {
    const controls = engineControls(context.upstreams);
    const event = {
      action: "organisation.rule-tool-changes",
      subject: "organisation",
      details: { rule },
    } as const;
    await changeControls(context, controls, event, (changes) => changes.ruleDrift(rule));
    return controls.toolChanges();
  },
);
