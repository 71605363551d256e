/** What the servers of the catalogue are sorted into. */
export const CATEGORIES = [
  "AI & models",
  "CRM & sales",
  "Communication",
  "Data & analytics",
  "Developer tools",
  "Files & documents",
  "Finance & commerce",
  "Productivity",
  "Search & web",
  "Support",
] as const;

/** `Other` is for servers that the catalogue does not know. */
export const ALL_CATEGORIES = [...CATEGORIES, "Other"] as const;
export type Category = (typeof ALL_CATEGORIES)[number];
