import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { catalogueEntry, resolveServerName } from "@/lib/catalogue/server-name";
import type { CreateInstanceAnswer, CreateInstanceRequest, NewInstance } from "@/lib/contracts/instance";
import { foldServerName } from "@/lib/contracts/klavis/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { auditDoubt, auditFor, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import type { Made, Upstream } from "../../upstream/port";
import { verb } from "../../verb";
import { sealUrls } from "./secrets";
import { type InstanceRow, serializeInstance } from "./serialize";

/** What was made for whom, and how its account is let in where the catalogue does not say it. */
type MadeFor = { request: NewInstance; answer: Made; signIn: SignInKind | null };
type Recorded = { row: InstanceRow; created: boolean };
type NewRow = typeof instance.$inferInsert & { id: string };

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
  const { row, created } = await record(context, upstream.id, { request, answer, signIn }, details).catch(
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

/**
 * What is new is recorded and audited by one statement: everybody who creates waits for it. Only where there is a record
 * already, it takes a transaction.
 */
async function record(
  context: Context,
  upstream: UpstreamId,
  made: MadeFor,
  more: { adopted?: true },
): Promise<Recorded> {
  const { db } = context;
  const { request, answer } = made;
  const values = newRow(context, upstream, made);
  const entry = ({ id }: { id: string }, created: boolean) => ({
    action: "instance.create" as const,
    subject: id,
    details: { upstream, ...request, instanceId: answer.instanceId, created, ...more },
  });
  const inserted = db.$with("made").as(db.insert(instance).values(values).onConflictDoNothing().returning());
  const parts = auditFor("made", context, entry(values, true));
  const placed = db.$with("placed", {}).as(parts.placed);
  const audited = db.$with("audited", {}).as(parts.audited);
  const announced = db.$with("announced", {}).as(parts.announced);
  const [row] = await db.with(inserted, placed, audited, announced).select().from(inserted);
  if (row) return { row, created: true };
  return db.transaction(async (tx) => {
    const recorded = await updateExisting(tx, context, values, answer);
    await recordAudit(tx, context, entry(recorded.row, recorded.created));
    return recorded;
  });
}

function newRow(context: Context, upstream: UpstreamId, { request, answer, signIn }: MadeFor): NewRow {
  const id = randomUUID();
  const kind = signIn ?? catalogueEntry(request.serverName).auth;
  const needsSignIn = answer.oauthUrl !== null || kind !== "none";
  return {
    ...request,
    id,
    upstream,
    upstreamInstanceId: answer.instanceId,
    platformName: request.platformName ?? "",
    signIn,
    ...sealUrls(context, { id, upstream }, answer),
    status: needsSignIn ? "waiting" : "no-sign-in-needed",
    createdBy: context.caller.id,
    createdByName: context.caller.name,
  };
}

/** The record that was there first. Where the upstream has made the instance anew behind our back, it becomes that one. */
async function updateExisting(
  tx: Pick<Database, "select" | "update">,
  context: Context,
  { id: _unused, ...values }: NewRow,
  answer: Made,
): Promise<Recorded> {
  const identity = and(
    eq(instance.upstream, values.upstream),
    eq(instance.serverName, values.serverName),
    eq(instance.userId, values.userId),
    eq(instance.platformName, values.platformName ?? ""),
  );
  const [existing] = await tx.select().from(instance).where(identity).for("update");
  if (!existing) throw new Error("the record that was in the way is gone");
  const { serverUrl, ...urls } = sealUrls(context, existing, answer);
  const created = existing.upstreamInstanceId !== answer.instanceId;
  // Who asks to read only, of an instance that writes, is answered an address for that alone; the record keeps its own.
  const isNarrower = values.isReadOnly && !existing.isReadOnly;
  const changes = created
    ? { ...values, ...urls, serverUrl, statusCheckedAt: null, connectedAt: null, missingSince: null }
    : { ...urls, ...(!isNarrower && { serverUrl }) };
  const [row] = await tx
    .update(instance)
    .set({ ...changes, updatedAt: new Date() })
    .where(eq(instance.id, existing.id))
    .returning();
  if (!row) throw new Error("the record could not be updated");
  return { row, created };
}
