import { hashToken } from "../../cipher";
import type { Database } from "../../db/client";
import { roundMarked } from "../exact-numbers";
import { noteVersions, type OnChange, type Seen, type ToolVersion } from "../store/tool-versions";
import type { Tool } from "../targets/port";

/** What of a tool an agent goes by; the rest may change without a word. */
const TOLD = ["title", "description", "inputSchema", "outputSchema", "annotations"] as const;
/** Of a stranger's description, in characters: what is longer is told apart all the same. */
const KEPT_AT_MOST = 50_000;
/** Versions that this process knows to be approved; approval is not taken back. */
const REMEMBERED_AT_MOST = 20_000;

export type ReviewTools = (seen: Seen, tools: readonly Tool[]) => Promise<ReadonlySet<string>>;

const NONE: ReadonlySet<string> = new Set();

/**
 * Answers the names of tools that are not as they were approved. What was approved is looked up once.
 * @param onChange told of what waits to be approved from now on
 */
export function createReview(db: Database, onChange?: OnChange): ReviewTools {
  const approved = new Set<string>();
  return async (seen, tools) => {
    const keyOf = ({ tool, hash }: ToolVersion) => JSON.stringify([seen.serverName, seen.place, tool, hash]);
    const unknown = tools.map(versionOf).filter((version) => !approved.has(keyOf(version)));
    if (unknown.length === 0) return NONE;
    const held = new Set(await noteVersions(db, seen, unknown, onChange));
    if (approved.size > REMEMBERED_AT_MOST) approved.clear();
    for (const version of unknown) if (!held.has(version.tool)) approved.add(keyOf(version));
    return held;
  };
}

/** Where tools come from, so that those of another address are not held against these. */
export function placeOf(address: string): string {
  return hashToken(address);
}

/** Of lists that are kept for a while, and called from many times. */
const versions = new WeakMap<Tool, ToolVersion>();

function versionOf(tool: Tool): ToolVersion {
  const version = versions.get(tool) ?? readVersion(tool);
  versions.set(tool, version);
  return version;
}

function readVersion(tool: Tool): ToolVersion {
  const told = Object.fromEntries(TOLD.flatMap((key) => (tool[key] === undefined ? [] : [[key, tool[key]]])));
  const definition = JSON.stringify(sorted(told), null, 2).replaceAll("\0", "").toWellFormed();
  const name = tool.name.replaceAll("\0", "").toWellFormed();
  return { tool: name, hash: hashToken(definition), definition: definition.slice(0, KEPT_AT_MOST) };
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  // As versions that were approved before are kept.
  if (typeof value === "string") return roundMarked(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, of]) => [key, sorted(of)]),
  );
}
