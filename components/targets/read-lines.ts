/** What was typed, undefined where nothing was. */
export function orLeftOut(typed: unknown): unknown {
  return typed === "" ? undefined : typed;
}

/** What was typed as scopes, as a list of them; undefined where nothing was. A form's own value stays as it is. */
export function readScopes(typed: unknown): unknown {
  if (typeof typed !== "string") return typed;
  const scopes = typed.split(/[\s,]+/).filter(Boolean);
  return scopes.length > 0 ? scopes : undefined;
}

/** What was typed as headers, one a line, by their names; undefined where nothing was. */
export function readHeaders(typed: unknown): unknown {
  if (typeof typed !== "string") return typed;
  const lines = typed.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return undefined;
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      // A line without one is a name that no header has, and is complained of as that.
      return colon < 0 ? [line, ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}
