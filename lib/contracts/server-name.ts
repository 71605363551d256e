import * as z from "zod/mini";
import { type KlavisServerName, resolveKlavisName } from "./klavis/server-name";

/** Longer than any name that somebody would give a server, in characters. */
const LONGEST = 100;

/**
 * The name of a server: one that the catalogue has, or any other that an upstream uses, once it was cleaned. The lists
 * of servers grow at the upstreams first, and what is new there must not make a list unreadable here.
 */
export type ServerName = KlavisServerName | (string & z.core.$brand<"ServerName">);

/** A server's name in any spelling; parses to the catalogue's where it has one. */
export const serverNameSchema = z.pipe(
  z.string({ error: "Not a text." }),
  z.transform((text, context): ServerName => {
    const cleaned = clean(text);
    const known = resolveKlavisName(cleaned);
    if (known) return known;
    if (cleaned !== "") return cleaned as ServerName;
    context.issues.push({ code: "custom", input: text, message: "That is no name of a server." });
    return z.NEVER;
  }),
);

/** The name in an answer: a record without one is told all the same. */
export const toldServerNameSchema = z.union([
  serverNameSchema,
  z.pipe(
    z.string(),
    z.transform(() => "(no name)" as ServerName),
  ),
]);

/** On one line, without what cannot be seen; cleaning it again changes nothing. */
function clean(text: string): string {
  const visible = text.replace(/[\p{Cf}\p{Cs}]/gu, "").replace(/[\s\p{Cc}]+/gu, " ");
  return [...visible.trim()].slice(0, LONGEST).join("").trim();
}
