import type { ServerName } from "@/lib/contracts/server-name";
import { verb } from "../../verb";
import { changeControls, engineControls } from "../instances/controls";
import { targetsOf } from "../targets/affected";

type Switch = { name: ServerName; tool: string; isOn: boolean };

/** Switches one tool off at every instance of a server, or on again. @throws PatchbayError */
export const switchServerTool = verb("server.switch-tool", async (context, { name, tool, isOn }: Switch) => {
  const { serverName } = await targetsOf(context.upstreams).read(name);
  const controls = engineControls(context.upstreams);
  const event = { action: "server.switch-tool", subject: serverName, details: { tool, isOn } } as const;
  await changeControls(context, controls, event, (changes) =>
    changes.switchServerTool(serverName, tool, isOn),
  );
  return { switchedOff: await controls.serverSwitchedOff(serverName) };
});

/** The tools that are switched off at every instance of a server. @throws PatchbayError */
export const listSwitchedOff = verb("target.read", async ({ upstreams }, { name }: { name: ServerName }) => {
  const { serverName } = await targetsOf(upstreams).read(name);
  return { switchedOff: await engineControls(upstreams).serverSwitchedOff(serverName) };
});
