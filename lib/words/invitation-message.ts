import { absoluteWords } from "./time";

type Invited = { organisation: string; invitedBy: string; url: string; expiresAt: Date };

/** The mail with which an invitation goes to whoever is invited. */
export function invitationMessage({ organisation, invitedBy, url, expiresAt }: Invited) {
  return {
    subject: `${invitedBy} invites you to Patchbay of ${organisation}`.replaceAll(/\s+/g, " "),
    text: [
      `Hello, ${invitedBy} invites you to the console in which ${organisation} gives people's AI agents access to tools:`,
      url,
      `You choose a name and a password there. The link is meant for you alone, works once, and until ${absoluteWords(expiresAt)}.`,
    ].join("\n\n"),
  };
}
