import { sameJson } from "../schema/json";
import { parseWithDigits } from "./digits";

/** A block of a tool's answer, as far as the console knows how to show it. */
export type Block =
  | { kind: "text"; text: string }
  | { kind: "json"; value: unknown; text: string }
  | { kind: "image"; source: string; mimeType: string }
  | { kind: "resource"; name: string; uri: string; about: string; text: string };

/** Pictures that cannot hold a script. */
const PICTURES = ["image/png", "image/jpeg", "image/webp", "image/gif"];
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Reads a content block of MCP. What is unknown or malformed is shown as the JSON that it is. */
export function readBlock(block: Record<string, unknown>): Block {
  const { type, text, data, mimeType, resource } = block;
  if (type === "text" && typeof text === "string") return readText(text);
  if (
    type === "image" &&
    typeof data === "string" &&
    PICTURES.includes(String(mimeType)) &&
    BASE64.test(data)
  ) {
    return { kind: "image", source: `data:${mimeType};base64,${data}`, mimeType: String(mimeType) };
  }
  if (type === "resource_link" && typeof block.uri === "string") return readResource(block, block.uri);
  if (type === "resource" && isRecord(resource) && typeof resource.uri === "string") {
    return readResource(resource, resource.uri);
  }
  return json(block);
}

/**
 * What a tool answered beside its blocks, or in their place; undefined where there is none, or where a block says the
 * same in a text, as the specification asks of servers.
 */
export function readStructured(structured: unknown, blocks: readonly Block[]): Block | undefined {
  if (structured == null) return undefined;
  const said = blocks.some((block) => block.kind === "json" && sameJson(JSON.parse(block.text), structured));
  return said ? undefined : json(structured);
}

/** Most servers put JSON into a text; a bare word or number is better read as it is. */
function readText(text: string): Block {
  if (!/^\s*[[{]/.test(text)) return { kind: "text", text };
  try {
    return { kind: "json", value: parseWithDigits(text), text };
  } catch {
    return { kind: "text", text };
  }
}

function readResource(resource: Record<string, unknown>, uri: string): Block {
  const { title, name, description, mimeType, text } = resource;
  return {
    kind: "resource",
    name: [title, name].find((words) => typeof words === "string" && words !== "")?.toString() ?? "Resource",
    uri,
    about: [mimeType, description].filter((words) => typeof words === "string" && words !== "").join(", "),
    text: typeof text === "string" ? text : "",
  };
}

function json(value: unknown): Block {
  return { kind: "json", value, text: JSON.stringify(value, null, 2) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
