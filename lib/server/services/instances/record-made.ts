import { randomUUID } from "node:crypto";
import { and, eq, type Placeholder, type SQL, sql } from "drizzle-orm";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { NewInstance } from "@/lib/contracts/instance";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { appendingParts } from "../../audit/append";
import { type AuditEntry, auditValues } from "../../audit/record";
import type { Context } from "../../context";
import { prepared } from "../../db/prepared";
import { instance } from "../../db/schema/instance";
import type { Made } from "../../upstream/port";
import { sealUrls } from "./secrets";
import type { InstanceRow } from "./serialize";

/** What was made for whom, and how its account is let in where the catalogue does not say it. */
type MadeFor = { request: NewInstance; answer: Made; signIn: SignInKind | null };
type Recorded = { row: InstanceRow; created: boolean };

/** What a new record is given; the rest is as the table has it for all. */
const FIELDS = [
  "id",
  "upstream",
  "upstreamInstanceId",
  "serverName",
  "userId",
  "platformName",
  "connectionType",
  "legacy",
  "isReadOnly",
  "serverUrl",
  "serverOrigin",
  "oauthUrl",
  "signIn",
  "status",
  "createdBy",
  "createdByName",
] as const satisfies (keyof InstanceRow)[];
type NewRow = Pick<InstanceRow, (typeof FIELDS)[number]>;

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
  const [found] = await insertOrFind(context.db).execute({
    ...values,
    ...auditValues(context, entry(values.id, true)),
  });
  if (found?.id === values.id) return { row: found, created: true };
  let existing = found ?? (await readExisting(context, values));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const created = existing.upstreamInstanceId !== answer.instanceId;
    const updated = await updateExisting(context, existing, { values, answer }, entry(existing.id, created));
    if (updated) return { row: updated, created };
    existing = await readExisting(context, values);
  }
  throw new Error("the record changed each time that it was read");
}

/** More than any number of creates of one instance that end in the same moment. */
const ATTEMPTS = 20;

/** Answers the new record; where it did not come about because of one that was there first, that one. */
const insertOrFind = prepared((db) => {
  const row = Object.fromEntries(FIELDS.map((name) => [name, sql.placeholder(name)])) as Record<
    (typeof FIELDS)[number],
    Placeholder
  >;
  const made = db.$with("made").as(db.insert(instance).values(row).onConflictDoNothing().returning());
  const { placed, audited, announced } = appendingParts("made");
  const either = db.$with("either").as(
    db
      .select()
      .from(made)
      .unionAll(db.select().from(instance).where(isSame(row))),
  );
  return db
    .with(
      made,
      db.$with("placed", {}).as(placed),
      db.$with("audited", {}).as(audited),
      db.$with("announced", {}).as(announced),
      either,
    )
    .select()
    .from(either)
    .prepare("");
});

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
  const [existing] = await db.select().from(instance).where(isSame(values));
  if (!existing) throw new Error("the record that was in the way is gone");
  return existing;
}

type Identity = {
  [Field in "upstream" | "serverName" | "userId" | "platformName"]: InstanceRow[Field] | Placeholder;
};

/** The record that the same upstream, server, user and platform lead to. */
function isSame({ upstream, serverName, userId, platformName }: Identity): SQL | undefined {
  return and(
    eq(instance.upstream, upstream),
    eq(instance.serverName, serverName),
    eq(instance.userId, userId),
    eq(instance.platformName, platformName),
  );
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
  const { placed, audited, announced } = appendingParts("changed");
  const [row] = await db
    .with(
      changed,
      db.$with("placed", {}).as(placed),
      db.$with("audited", {}).as(audited),
      db.$with("announced", {}).as(announced),
    )
    .select()
    .from(changed)
    .prepare("")
    .execute(auditValues(context, entry));
  return row;
}
