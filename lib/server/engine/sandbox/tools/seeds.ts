import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Category } from "@/lib/contracts/terms/category";
import type { Seed } from "../../targets/port";
import { NOUNS } from "./nouns";

const TITLES: Record<Category, readonly [string, string, string]> = {
  "AI & models": ["A haiku about patch cables", "A summary of the weekly notes", "Alt text for a team photo"],
  "CRM & sales": [
    "Ada Example, Example Ltd",
    "Sam Sample, Sample & Co",
    "Robin Placeholder, Placeholder GmbH",
  ],
  Communication: ["Welcome to the sandbox", "Lunch on Thursday?", "Notes from the planning meeting"],
  "Data & analytics": ["Signed up", "Opened the report", "Exported a chart"],
  "Developer tools": [
    "Search ignores accents",
    "Document the backup command",
    "Build fails on a clean checkout",
  ],
  "Files & documents": ["Onboarding checklist", "Quarterly plan", "Meeting notes"],
  "Finance & commerce": [
    "Invoice 1001, Example Ltd",
    "Invoice 1002, Sample & Co",
    "Invoice 1003, Placeholder GmbH",
  ],
  Other: ["The first sample", "The second sample", "The third sample"],
  Productivity: ["Book the meeting room", "Review the draft agenda", "Send the weekly summary"],
  "Search & web": ["An introduction to MCP", "How patch panels work", "OAuth consent in plain words"],
  Support: ["Cannot sign in on a new phone", "Invoice shows the wrong address", "How do I export my data?"],
};

/** The three records that the sandbox of a new instance begins with. */
export function seedsFor(serverName: ServerName): Seed[] {
  const { category } = catalogueEntry(serverName);
  const kind = NOUNS[category].one;
  const body = `A sample ${kind} that came with this sandbox. It was never in ${serverName}.`;
  return TITLES[category].map((title) => ({ kind, title, body }));
}
