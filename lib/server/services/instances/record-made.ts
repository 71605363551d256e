import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { NewInstance } from "@/lib/contracts/instance";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { type AuditEntry, auditFor } from "../../audit/record";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import type { Made } from "../../upstream/port";
import { sealUrls } from "./secrets";
import type { InstanceRow } from "./serialize";

/** What was made for whom, and how its account is let in where the catalogue does not say it. */
type MadeFor = { request: NewInstance; answer: Made; signIn: SignInKind | null };
type Recorded = { row: InstanceRow; created: boolean };
type NewRow = typeof instance.$inferInsert & { id: string };

/**
 * Recorded and audited by one statement each: everybody who creates waits for it. What is there already is read first,
 * and once more where somebody changed it in between.
 */
export async function recordMade(
  context: Context,
  upstream: UpstreamId,
  made: MadeFor,
  more: { adopted?: true },
): Promise<Recorded> {
  const { request, answer } = made;
  const values = newRow(context, upstream, made);
  const entry = (id: string, created: boolean) => ({
    action: "instance.create" as const,
    subject: id,
    details: { upstream, ...request, instanceId: answer.instanceId, created, ...more },
  });
  const row = await insertNew(context, values, entry(values.id, true));
  if (row) return { row, created: true };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const existing = await readExisting(context, values);
    const created = existing.upstreamInstanceId !== answer.instanceId;
    const updated = await updateExisting(context, existing, { values, answer }, entry(existing.id, created));
    if (updated) return { row: updated, created };
  }
  throw new Error("the record changed each time that it was read");
}

/** More than any number of creates of one instance that end in the same moment. */
const ATTEMPTS = 20;

async function insertNew(
  context: Context,
  values: NewRow,
  entry: AuditEntry,
): Promise<InstanceRow | undefined> {
  const { db } = context;
  const inserted = db.$with("made").as(db.insert(instance).values(values).onConflictDoNothing().returning());
  const parts = auditFor("made", context, entry);
  const placed = db.$with("placed", {}).as(parts.placed);
  const audited = db.$with("audited", {}).as(parts.audited);
  const announced = db.$with("announced", {}).as(parts.announced);
  const [row] = await db.with(inserted, placed, audited, announced).select().from(inserted);
  return row;
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

/** The record that was there first. */
async function readExisting({ db }: Context, values: NewRow): Promise<InstanceRow> {
  const identity = and(
    eq(instance.upstream, values.upstream),
    eq(instance.serverName, values.serverName),
    eq(instance.userId, values.userId),
    eq(instance.platformName, values.platformName ?? ""),
  );
  const [existing] = await db.select().from(instance).where(identity);
  if (!existing) throw new Error("the record that was in the way is gone");
  return existing;
}

/**
 * Where the upstream has made the instance anew behind our back, the record becomes that one. Undefined where it is not
 * as it was read any more.
 */
async function updateExisting(
  context: Context,
  existing: InstanceRow,
  { values: { id: _unused, ...values }, answer }: { values: NewRow; answer: Made },
  entry: AuditEntry,
): Promise<InstanceRow | undefined> {
  const { db } = context;
  const { serverUrl, ...urls } = sealUrls(context, existing, answer);
  // Who asks to read only, of an instance that writes, is answered an address for that alone; the record keeps its own.
  const isNarrower = values.isReadOnly && !existing.isReadOnly;
  const changes =
    existing.upstreamInstanceId !== answer.instanceId
      ? { ...values, ...urls, serverUrl, statusCheckedAt: null, connectedAt: null, missingSince: null }
      : { ...urls, ...(!isNarrower && { serverUrl }) };
  const asRead = and(
    eq(instance.id, existing.id),
    eq(instance.upstreamInstanceId, existing.upstreamInstanceId),
    eq(instance.isReadOnly, existing.isReadOnly),
  );
  const changed = db.$with("changed").as(
    db
      .update(instance)
      .set({ ...changes, updatedAt: new Date() })
      .where(asRead)
      .returning(),
  );
  const parts = auditFor("changed", context, entry);
  const placed = db.$with("placed", {}).as(parts.placed);
  const audited = db.$with("audited", {}).as(parts.audited);
  const announced = db.$with("announced", {}).as(parts.announced);
  const [row] = await db.with(changed, placed, audited, announced).select().from(changed);
  return row;
}
