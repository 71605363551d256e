import { roundedNumberIn } from "@/lib/contracts/number";
import { isTooDeep } from "@/lib/contracts/text";

/** Why a text is no JSON: the reason in the words of Python's `json`, and where, in characters from the beginning. */
export class JsonError extends Error {
  override name = "JsonError";
  constructor(
    readonly reason: string,
    readonly offset: number,
  ) {
    super(reason);
  }
}

/**
 * What a text of JSON says. Python also takes `NaN` and `Infinity`, which RFC 8259 does not know; here they are refused,
 * and so are numbers that Python carries and JavaScript rounds.
 * @throws JsonError
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new JsonError("Too many levels of nesting", 0);
  try {
    const value: unknown = JSON.parse(text);
    const rounded = roundedNumberIn(text);
    if (rounded === undefined) return value;
    throw new JsonError(
      "A number has more digits than can be carried; send it as a string",
      offsetOf(text, text.indexOf(rounded)),
    );
  } catch (error) {
    if (error instanceof JsonError) throw error;
    const found = findFault(text);
    if (!found) throw error;
    throw new JsonError(found.reason, offsetOf(text, found.at));
  }
}

/** In characters, as Python counts. */
function offsetOf(text: string, at: number): number {
  return [...text.slice(0, at)].length;
}

type Fault = { reason: string; at: number };

class Found extends Error {
  constructor(readonly fault: Fault) {
    super(fault.reason);
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
const WORD = /true|false|null/y;

/** Walks through a text as Python's decoder does, without recursion, and answers where that one gives up. */
function findFault(text: string): Fault | undefined {
  try {
    walk(text);
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error.fault;
    throw error;
  }
}

function walk(text: string): void {
  const fail = (reason: string, at: number): never => {
    throw new Found({ reason, at });
  };
  const open: ("{" | "[")[] = [];
  let at = skip(SPACE, text, 0);
  for (;;) {
    // A value begins here.
    const first = text[at];
    if (first === "{" || first === "[") {
      const inside = skip(SPACE, text, at + 1);
      if (text[inside] === (first === "{" ? "}" : "]")) {
        at = inside + 1;
      } else {
        open.push(first);
        at = first === "{" ? skipKey(text, inside, fail) : inside;
        continue;
      }
    } else if (first === '"') {
      at = skipString(text, at, fail);
    } else {
      const end = Math.max(skip(WORD, text, at), skip(NUMBER, text, at));
      if (end === at) fail("Expecting value", at);
      at = end;
    }
    // A value ended here: close what closes, up to where the next value begins.
    for (;;) {
      const within = open.at(-1);
      const next = skip(SPACE, text, at);
      if (!within) {
        if (next < text.length) fail("Extra data", next);
        return;
      }
      if (text[next] === ",") {
        const after = skip(SPACE, text, next + 1);
        at = within === "{" ? skipKey(text, after, fail) : after;
        break;
      }
      if (text[next] !== (within === "{" ? "}" : "]")) fail("Expecting ',' delimiter", next);
      open.pop();
      at = next + 1;
    }
  }
}

type Fail = (reason: string, at: number) => never;

/** From a key's quotation mark to where its value begins. */
function skipKey(text: string, at: number, fail: Fail): number {
  if (text[at] !== '"') fail("Expecting property name enclosed in double quotes", at);
  const colon = skip(SPACE, text, skipString(text, at, fail));
  if (text[colon] !== ":") fail("Expecting ':' delimiter", colon);
  return skip(SPACE, text, colon + 1);
}

function skipString(text: string, begin: number, fail: Fail): number {
  for (let at = begin + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character !== "\\") {
      if (text.charCodeAt(at) < 0x20) fail("Invalid control character at", at);
      continue;
    }
    at += 1;
    const escaped = text[at];
    if (escaped === undefined) break;
    if (escaped === "u") {
      if (!/^[0-9a-f]{4}$/i.test(text.slice(at + 1, at + 5))) fail("Invalid \\uXXXX escape", at);
      at += 4;
    } else if (!'"\\/bfnrt'.includes(escaped)) fail("Invalid \\escape", at - 1);
  }
  return fail("Unterminated string starting at", begin);
}

/** The end of what a sticky pattern finds at this place; the place itself where it finds nothing. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
