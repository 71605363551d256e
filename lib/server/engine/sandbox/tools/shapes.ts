import * as z from "zod";
import type { ServerName } from "@/lib/contracts/server-name";
import { ToolRefusal } from "../../targets/local-tool";
import type { SandboxRecord } from "../records";

/** How the tools of a service are named, and what they say they stand in for. */
export type Naming = { service: ServerName; prefix: string };

/** Postgres text has no room for NUL. */
const text = (least: number, most: number) =>
  z
    .string()
    .min(least)
    .max(most)
    .refine((value) => !value.includes("\0"), { error: "must not hold NUL" });

export const titleField = text(1, 200);
export const bodyField = text(0, 10_000);
export const queryField = text(1, 200).describe("Text to look for in titles and bodies; case does not count");
export const limitField = z.int().min(1).max(100).default(20).describe("How many to return at the most");
export const idField = z.guid();

const recordSchema = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export const oneRecord = z.object({ record: recordSchema });
export const manyRecords = z.object({ records: z.array(recordSchema) });
export const deletedRecord = z.object({ deleted: z.string() });

export function shown({
  id,
  title,
  body,
  createdAt,
  updatedAt,
}: SandboxRecord): z.output<typeof recordSchema> {
  return { id, title, body, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** @throws ToolRefusal where a query found nothing. */
export function found(record: SandboxRecord | undefined, noun: string): SandboxRecord {
  if (!record) throw new ToolRefusal(`This sandbox has no ${noun} with that id.`);
  return record;
}

/** Keeps a runaway agent from filling the database; there is no such limit at the real service. */
const RECORDS_AT_MOST = 1000;

/** @throws ToolRefusal where a sandbox is full. */
export function requireRoom(count: number, nouns: string): void {
  if (count < RECORDS_AT_MOST) return;
  throw new ToolRefusal(`This sandbox holds ${RECORDS_AT_MOST} ${nouns}, and no more. Delete some first.`);
}

/** What every description ends with: agents and people must not take the sandbox for the service. */
export function sandboxDescription(service: ServerName, sentence: string): string {
  return `${sentence} Works on sandbox data of this instance, not on the real ${service}.`;
}
