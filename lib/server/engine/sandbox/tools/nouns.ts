import type { Category } from "@/lib/contracts/terms/category";

/** What a category's sandbox holds: the word in tool names, and in sentences. */
export type Noun = { one: string; many: string };

export const SAVED_SEARCH: Noun = { one: "saved search", many: "saved searches" };

export const NOUNS: Record<Category, Noun> = {
  "AI & models": { one: "generation", many: "generations" },
  "CRM & sales": { one: "contact", many: "contacts" },
  Communication: { one: "message", many: "messages" },
  "Data & analytics": { one: "event", many: "events" },
  "Developer tools": { one: "issue", many: "issues" },
  "Files & documents": { one: "document", many: "documents" },
  "Finance & commerce": { one: "invoice", many: "invoices" },
  Other: { one: "record", many: "records" },
  Productivity: { one: "task", many: "tasks" },
  "Search & web": { one: "page", many: "pages" },
  Support: { one: "ticket", many: "tickets" },
};
