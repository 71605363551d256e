import { foldServerName, type ServerName } from "@/lib/contracts/klavis/server-name";

/** How a service lets an agent in: by OAuth consent, by a key of the account, or without either. */
export type SignInKind = "oauth" | "key" | "none";

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

export type Category = (typeof CATEGORIES)[number];

export type CatalogueEntry = {
  name: ServerName;
  category: Category;
  auth: SignInKind;
  /** What people type for it, beside its name and category. */
  aliases?: readonly string[];
  /** The segment in `/oauth/<slug>/authorize`. It differs from the name and is never derived from it. */
  oauthSlug?: string;
  /** Query parameters that the authorize URL requires beyond `instance_id`. */
  oauthRequired?: readonly string[];
};

/** Every server of the contract, in the contract's order. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  { name: "Affinity", category: "CRM & sales", auth: "key" },
  { name: "Airtable", category: "Productivity", auth: "oauth", oauthSlug: "airtable" },
  {
    name: "Amplitude",
    category: "Data & analytics",
    auth: "oauth",
    aliases: ["product analytics"],
    oauthSlug: "amplitude",
  },
  { name: "Asana", category: "Productivity", auth: "oauth", oauthSlug: "asana" },
  { name: "Attio", category: "CRM & sales", auth: "oauth", oauthSlug: "attio" },
  { name: "Box", category: "Files & documents", auth: "oauth", aliases: ["files"], oauthSlug: "box" },
  { name: "Brave Search", category: "Search & web", auth: "key", aliases: ["web search"] },
  {
    name: "Cal.com",
    category: "Productivity",
    auth: "oauth",
    aliases: ["calcom", "scheduling"],
    oauthSlug: "calcom",
  },
  { name: "Canva", category: "Files & documents", auth: "oauth", aliases: ["design"], oauthSlug: "canva" },
  { name: "ClickUp", category: "Productivity", auth: "oauth", aliases: ["cu"], oauthSlug: "clickup" },
  { name: "Close", category: "CRM & sales", auth: "oauth", oauthSlug: "close" },
  { name: "Cloudflare", category: "Developer tools", auth: "key", aliases: ["dns", "cdn"] },
  { name: "Coinbase", category: "Finance & commerce", auth: "key" },
  {
    name: "Confluence",
    category: "Files & documents",
    auth: "oauth",
    aliases: ["atlassian", "wiki"],
    oauthSlug: "confluence",
  },
  { name: "Dialpad", category: "Communication", auth: "oauth", oauthSlug: "dialpad" },
  { name: "Discord", category: "Communication", auth: "key", aliases: ["chat"] },
  {
    name: "Doc2markdown",
    category: "Files & documents",
    auth: "none",
    aliases: ["doc to markdown", "convert"],
  },
  {
    name: "DocuSign",
    category: "Files & documents",
    auth: "oauth",
    aliases: ["e-signature"],
    oauthSlug: "docusign",
  },
  { name: "Dropbox", category: "Files & documents", auth: "oauth", aliases: ["files"], oauthSlug: "dropbox" },
  { name: "ElevenLabs", category: "AI & models", auth: "key", aliases: ["tts", "speech"] },
  { name: "Exa", category: "Search & web", auth: "key" },
  { name: "Fathom", category: "Productivity", auth: "oauth", aliases: ["meetings"], oauthSlug: "fathom" },
  { name: "Fetch URL", category: "Search & web", auth: "none", aliases: ["http", "curl", "web page"] },
  { name: "Figma", category: "Files & documents", auth: "oauth", aliases: ["design"], oauthSlug: "figma" },
  { name: "Fireflies", category: "Productivity", auth: "key", aliases: ["meetings", "transcripts"] },
  { name: "Firecrawl Deep Research", category: "Search & web", auth: "key" },
  { name: "Firecrawl Web Search", category: "Search & web", auth: "key" },
  { name: "Freshdesk", category: "Support", auth: "key", aliases: ["helpdesk"] },
  { name: "GitHub", category: "Developer tools", auth: "oauth", aliases: ["gh", "git"], oauthSlug: "github" },
  { name: "GitLab", category: "Developer tools", auth: "oauth", aliases: ["git"], oauthSlug: "gitlab" },
  {
    name: "Gmail",
    category: "Communication",
    auth: "oauth",
    aliases: ["google mail", "email"],
    oauthSlug: "gmail",
  },
  { name: "Gong", category: "CRM & sales", auth: "key" },
  {
    name: "Google Calendar",
    category: "Productivity",
    auth: "oauth",
    aliases: ["gcal", "calendar"],
    oauthSlug: "gcalendar",
  },
  {
    name: "Google Docs",
    category: "Files & documents",
    auth: "oauth",
    aliases: ["gdocs"],
    oauthSlug: "gdocs",
  },
  {
    name: "Google Drive",
    category: "Files & documents",
    auth: "oauth",
    aliases: ["gdrive"],
    oauthSlug: "gdrive",
  },
  { name: "Google Jobs", category: "Search & web", auth: "key", aliases: ["careers"] },
  {
    name: "Google Sheets",
    category: "Files & documents",
    auth: "oauth",
    aliases: ["gsheets", "spreadsheet"],
    oauthSlug: "gsheets",
  },
  {
    name: "Google Forms",
    category: "Productivity",
    auth: "oauth",
    aliases: ["gforms", "survey"],
    oauthSlug: "google-forms",
  },
  {
    name: "Google Cloud",
    category: "Developer tools",
    auth: "oauth",
    aliases: ["gcp"],
    oauthSlug: "google-cloud",
  },
  {
    name: "GoogleWorkspaceAtlas",
    category: "Productivity",
    auth: "oauth",
    aliases: ["google workspace", "gsuite"],
    oauthSlug: "google-workspace-atlas",
  },
  { name: "Hacker News", category: "Search & web", auth: "none", aliases: ["hn", "ycombinator"] },
  { name: "Heygen", category: "AI & models", auth: "key", aliases: ["avatar video"] },
  { name: "HubSpot", category: "CRM & sales", auth: "oauth", aliases: ["hs"], oauthSlug: "hubspot" },
  { name: "Intercom", category: "Support", auth: "oauth", aliases: ["chat support"], oauthSlug: "intercom" },
  {
    name: "Jira",
    category: "Productivity",
    auth: "oauth",
    aliases: ["atlassian", "tickets"],
    oauthSlug: "jira",
  },
  { name: "Klaviyo", category: "Data & analytics", auth: "oauth", oauthSlug: "klaviyo" },
  { name: "Klavis ReportGen", category: "Files & documents", auth: "key", aliases: ["reports"] },
  { name: "Linear", category: "Productivity", auth: "oauth", oauthSlug: "linear" },
  { name: "LinkedIn", category: "Communication", auth: "oauth", aliases: ["li"], oauthSlug: "linkedin" },
  {
    name: "Markdown2doc",
    category: "Files & documents",
    auth: "none",
    aliases: ["markdown to doc", "convert"],
  },
  { name: "Mem0", category: "AI & models", auth: "key", aliases: ["memory"] },
  {
    name: "Microsoft Teams",
    category: "Communication",
    auth: "oauth",
    aliases: ["msteams", "teams"],
    oauthSlug: "teams",
  },
  { name: "Mixpanel", category: "Data & analytics", auth: "key", aliases: ["product analytics"] },
  { name: "Monday", category: "Productivity", auth: "oauth", aliases: ["monday.com"], oauthSlug: "monday" },
  { name: "Moneybird", category: "Finance & commerce", auth: "key" },
  { name: "Motion", category: "Productivity", auth: "key", aliases: ["calendar"] },
  { name: "Notion", category: "Productivity", auth: "oauth", aliases: ["wiki"], oauthSlug: "notion" },
  {
    name: "OneDrive",
    category: "Files & documents",
    auth: "oauth",
    aliases: ["microsoft drive", "sharepoint"],
    oauthSlug: "onedrive",
  },
  { name: "Openrouter", category: "AI & models", auth: "key", aliases: ["llm"] },
  {
    name: "Outlook Mail",
    category: "Communication",
    auth: "oauth",
    aliases: ["email", "microsoft mail", "office 365"],
    oauthSlug: "outlook",
  },
  {
    name: "Outlook Calendar",
    category: "Productivity",
    auth: "oauth",
    aliases: ["mscal", "microsoft calendar"],
    oauthSlug: "mscalendar",
  },
  { name: "PagerDuty", category: "Support", auth: "oauth", aliases: ["on-call"], oauthSlug: "pagerduty" },
  { name: "Pipedrive", category: "CRM & sales", auth: "oauth", oauthSlug: "pipedrive" },
  { name: "Plai", category: "Data & analytics", auth: "key", aliases: ["ads"] },
  { name: "Postgres", category: "Data & analytics", auth: "key", aliases: ["postgresql", "sql", "database"] },
  { name: "PostHog", category: "Data & analytics", auth: "key", aliases: ["product analytics"] },
  { name: "Postman", category: "Developer tools", auth: "key" },
  {
    name: "QuickBooks",
    category: "Finance & commerce",
    auth: "oauth",
    aliases: ["intuit", "accounting"],
    oauthSlug: "quickbooks",
  },
  { name: "Resend", category: "Communication", auth: "key", aliases: ["email"] },
  { name: "Salesforce", category: "CRM & sales", auth: "oauth", aliases: ["sfdc"], oauthSlug: "salesforce" },
  { name: "SendGrid", category: "Communication", auth: "key", aliases: ["email", "twilio"] },
  { name: "Shopify", category: "Finance & commerce", auth: "key" },
  { name: "Slack", category: "Communication", auth: "oauth", aliases: ["chat"], oauthSlug: "slack" },
  { name: "Snowflake", category: "Data & analytics", auth: "key", aliases: ["warehouse", "sql"] },
  {
    name: "Stripe",
    category: "Finance & commerce",
    auth: "oauth",
    aliases: ["payments"],
    oauthSlug: "stripe",
  },
  {
    name: "Supabase",
    category: "Developer tools",
    auth: "oauth",
    aliases: ["database"],
    oauthSlug: "supabase",
  },
  { name: "Tavily", category: "Search & web", auth: "key" },
  { name: "Vercel", category: "Developer tools", auth: "oauth", aliases: ["hosting"], oauthSlug: "vercel" },
  { name: "WhatsApp", category: "Communication", auth: "key", aliases: ["wa"] },
  {
    name: "WordPress",
    category: "Developer tools",
    auth: "oauth",
    aliases: ["wp", "blog"],
    oauthSlug: "wordpress",
  },
  {
    name: "YouTube",
    category: "Communication",
    auth: "oauth",
    aliases: ["yt", "video"],
    oauthSlug: "youtube",
  },
  {
    name: "Zendesk",
    category: "Support",
    auth: "oauth",
    aliases: ["helpdesk"],
    oauthSlug: "zendesk",
    oauthRequired: ["subdomain"],
  },
  { name: "ServiceNow", category: "Support", auth: "key", aliases: ["snow", "itsm"] },
  {
    name: "PayPal",
    category: "Finance & commerce",
    auth: "oauth",
    aliases: ["payments"],
    oauthSlug: "paypal",
  },
  { name: "Sentry", category: "Developer tools", auth: "oauth", aliases: ["errors"], oauthSlug: "sentry" },
  { name: "Netlify", category: "Developer tools", auth: "oauth", aliases: ["hosting"], oauthSlug: "netlify" },
  {
    name: "Hugging Face",
    category: "AI & models",
    auth: "oauth",
    aliases: ["hf", "huggingface"],
    oauthSlug: "huggingface",
  },
  {
    name: "Square",
    category: "Finance & commerce",
    auth: "oauth",
    aliases: ["payments"],
    oauthSlug: "square",
  },
  {
    name: "Clockwise",
    category: "Productivity",
    auth: "oauth",
    aliases: ["calendar"],
    oauthSlug: "clockwise",
  },
  { name: "Jotform", category: "Productivity", auth: "oauth", oauthSlug: "jotform" },
  { name: "Honeycomb", category: "Developer tools", auth: "oauth", oauthSlug: "honeycomb" },
  { name: "Zoho Mail", category: "Communication", auth: "oauth", aliases: ["email"], oauthSlug: "zoho-mail" },
  { name: "Sharesight", category: "Finance & commerce", auth: "oauth", oauthSlug: "sharesight" },
  { name: "Weights and Biases", category: "AI & models", auth: "key", aliases: ["wandb", "w&b"] },
  { name: "Instagram", category: "Communication", auth: "oauth", aliases: ["ig"], oauthSlug: "instagram" },
  { name: "MongoDB", category: "Data & analytics", auth: "key", aliases: ["mongo", "database"] },
];

const byName = new Map(CATALOGUE.map((entry) => [entry.name, entry]));

/** The catalogue's entry for a server of the contract. */
export function catalogueEntry(name: ServerName): CatalogueEntry {
  const entry = byName.get(name);
  if (!entry) throw new Error(`no catalogue entry for ${name}`);
  return entry;
}

/**
 * The entries that answer to a query, best first: a name that starts with it, then an alias that does, then a word of
 * the name, then any occurrence in name, alias or category. Ties keep the order of `entries`.
 */
export function searchCatalogue(
  query: string,
  entries: readonly CatalogueEntry[] = CATALOGUE,
): CatalogueEntry[] {
  const wanted = foldServerName(query);
  if (wanted === "") return [...entries];
  return entries
    .map((entry) => ({ entry, rank: rankEntry(entry, wanted) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

function rankEntry(entry: CatalogueEntry, wanted: string): number {
  const name = foldServerName(entry.name);
  const aliases = (entry.aliases ?? []).map(foldServerName);
  if (name === wanted || aliases.includes(wanted)) return 0;
  if (name.startsWith(wanted)) return 1;
  if (aliases.some((alias) => alias.startsWith(wanted))) return 2;
  if (name.split(" ").some((word) => word.startsWith(wanted))) return 3;
  if (name.includes(wanted) || name.replaceAll(" ", "").includes(wanted.replaceAll(" ", ""))) return 4;
  if (aliases.some((alias) => alias.includes(wanted))) return 5;
  if (foldServerName(entry.category).includes(wanted)) return 6;
  return Number.POSITIVE_INFINITY;
}
