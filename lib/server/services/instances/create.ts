import { eq } from "drizzle-orm";
import { resolveServerName } from "@/lib/catalogue/server-name";
import type { CreateInstanceAnswer, CreateInstanceRequest, NewInstance } from "@/lib/contracts/instance";
import { foldServerName } from "@/lib/contracts/klavis/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import { auditDoubt, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import type { Upstream } from "../../upstream/port";
import { verb } from "../../verb";
import { recordMade } from "./record-made";
import { type InstanceRow, serializeInstance } from "./serialize";

/**
 * Creates an instance at the upstream and records it. The same upstream, server, user and platform always lead to the
 * same instance, whose settings stay as they were; `created` says whether it was new.
 * @throws PatchbayError with `effect` saying whether the upstream may have made something
 */
export const createInstance = verb("instance.create", async (context, input: CreateInstanceRequest) => {
  const serverName = await requireServer(context, input);
  return obtainInstance(context, { ...input, serverName });
});

/** @throws PatchbayError `invalid` for a server that neither the catalogue has nor the organisation, at its own engine */
export async function requireServer(
  { upstreams }: Context,
  { serverName, upstream }: Pick<CreateInstanceRequest, "serverName" | "upstream">,
): Promise<ServerName> {
  const known = resolveServerName(serverName);
  if (known) return known;
  const own = (await upstreams.get(upstream).targets?.ownServers()) ?? [];
  const found = own.find(({ name }) => foldServerName(name) === foldServerName(serverName));
  if (found) return found.name;
  const message = `No server is called "${serverName}".`;
  throw new PatchbayError("invalid", message, { fields: { serverName: [message] } });
}

/** The same for one that may only be taken into the record, which `details` then say. Who may do it, the caller has checked. */
export async function obtainInstance(
  context: Context,
  input: NewInstance & Pick<CreateInstanceRequest, "upstream">,
  details: { adopted?: true } = {},
): Promise<CreateInstanceAnswer> {
  const { upstream: wanted, ...request } = input;
  const upstream = context.upstreams.get(wanted);
  const answer = await upstream.create(request).catch(
    auditDoubt(context, {
      action: "instance.create",
      // There may be no instance to name.
      subjectType: "user",
      subject: request.userId,
      details: { upstream: upstream.id, ...request },
    }),
  );
  const signIn = (await upstream.targets?.signIn(request.serverName)) ?? null;
  const { row, created } = await recordMade(context, upstream.id, { request, answer, signIn }, details).catch(
    (cause) => {
      context.log.error({ err: cause }, "an instance was created and could not be recorded");
      throw new PatchbayError(
        "internal",
        "The upstream has made the instance, and the console could not record it. Try again: it will find the same one.",
        { effect: "changed", cause },
      );
    },
  );
  const settled = created && request.isReadOnly ? await keepReadOnly(context, upstream, row) : row;
  return { instance: serializeInstance(settled, context), created };
}

/**
 * Makes sure of a promise: what is new to the record may have been at the upstream before, and an instance that is there
 * keeps its settings, which no answer tells. Where the upstream does not confirm it, the record says what is safe.
 */
async function keepReadOnly(context: Context, upstream: Upstream, row: InstanceRow): Promise<InstanceRow> {
  const confirmed = await upstream.update(row.upstreamInstanceId, { isReadOnly: true }).then(
    ({ isReadOnly }) => isReadOnly,
    (cause: unknown) => {
      if (cause instanceof PatchbayError) return false;
      throw cause;
    },
  );
  if (confirmed) return row;
  await context.db.transaction(async (tx) => {
    await tx
      .update(instance)
      .set({ isReadOnly: false, updatedAt: new Date() })
      .where(eq(instance.id, row.id));
    await recordAudit(tx, context, {
      action: "instance.update",
      subject: row.id,
      outcome: "failed",
      details: { isReadOnly: { from: true, to: false } },
    });
  });
  throw new PatchbayError(
    "upstream-unavailable",
    "The instance was made, and the upstream did not confirm that it is read-only. It is recorded as one that may write: make it read-only before its URL is given away.",
    { effect: "changed" },
  );
}
