import type { Suspended } from "@/lib/contracts/instance-controls";
import type { ServerName } from "@/lib/contracts/server-name";
import type { SuspendInstanceForm, SuspendUserForm } from "@/lib/contracts/usage";
import type { AuditEntry } from "../../audit/record";
import type { Context } from "../../context";
import { verb } from "../../verb";
import { changeControls, engineControls } from "../instances/controls";
import { targetsOf } from "../targets/affected";

/** Refuses all calls of a user's instances, or lets them through again. @throws PatchbayError */
export const suspendUser = verb("user.suspend", (context, { userId, isSuspended }: SuspendUserForm) =>
  set(context, { scope: "user", name: userId }, isSuspended, {
    action: "user.suspend",
    subject: userId,
    details: { isSuspended },
  }),
);

/** The same of a server's instances. @throws PatchbayError */
export const suspendServer = verb(
  "server.suspend",
  async (context, { name, isSuspended }: SuspendInstanceForm & { name: ServerName }) => {
    const { serverName } = await targetsOf(context.upstreams).read(name);
    return set(context, { scope: "server", name: serverName }, isSuspended, {
      action: "server.suspend",
      subject: serverName,
      details: { isSuspended },
    });
  },
);

/** The same of every instance. @throws PatchbayError */
export const suspendEverything = verb(
  "organisation.suspend",
  (context, { isSuspended }: SuspendInstanceForm) =>
    set(context, { scope: "everything", name: "" }, isSuspended, {
      action: "organisation.suspend",
      subject: "organisation",
      details: { isSuspended },
    }),
);

async function set(context: Context, what: Suspended, isSuspended: boolean, event: AuditEntry) {
  const controls = engineControls(context.upstreams);
  await changeControls(context, controls, event, (changes) =>
    changes[isSuspended ? "suspend" : "resume"](what),
  );
  return { suspensions: await controls.suspensions() };
}
