/** The 96 server names of the create-instance contract (`McpServerName`), in its order and spelling. */
export const SERVER_NAMES = [
  "Affinity",
  "Airtable",
  "Amplitude",
  "Asana",
  "Attio",
  "Box",
  "Brave Search",
  "Cal.com",
  "Canva",
  "ClickUp",
  "Close",
  "Cloudflare",
  "Coinbase",
  "Confluence",
  "Dialpad",
  "Discord",
  "Doc2markdown",
  "DocuSign",
  "Dropbox",
  "ElevenLabs",
  "Exa",
  "Fathom",
  "Fetch URL",
  "Figma",
  "Fireflies",
  "Firecrawl Deep Research",
  "Firecrawl Web Search",
  "Freshdesk",
  "GitHub",
  "GitLab",
  "Gmail",
  "Gong",
  "Google Calendar",
  "Google Docs",
  "Google Drive",
  "Google Jobs",
  "Google Sheets",
  "Google Forms",
  "Google Cloud",
  "GoogleWorkspaceAtlas",
  "Hacker News",
  "Heygen",
  "HubSpot",
  "Intercom",
  "Jira",
  "Klaviyo",
  "Klavis ReportGen",
  "Linear",
  "LinkedIn",
  "Markdown2doc",
  "Mem0",
  "Microsoft Teams",
  "Mixpanel",
  "Monday",
  "Moneybird",
  "Motion",
  "Notion",
  "OneDrive",
  "Openrouter",
  "Outlook Mail",
  "Outlook Calendar",
  "PagerDuty",
  "Pipedrive",
  "Plai",
  "Postgres",
  "PostHog",
  "Postman",
  "QuickBooks",
  "Resend",
  "Salesforce",
  "SendGrid",
  "Shopify",
  "Slack",
  "Snowflake",
  "Stripe",
  "Supabase",
  "Tavily",
  "Vercel",
  "WhatsApp",
  "WordPress",
  "YouTube",
  "Zendesk",
  "ServiceNow",
  "PayPal",
  "Sentry",
  "Netlify",
  "Hugging Face",
  "Square",
  "Clockwise",
  "Jotform",
  "Honeycomb",
  "Zoho Mail",
  "Sharesight",
  "Weights and Biases",
  "Instagram",
  "MongoDB",
] as const;

export type KlavisServerName = (typeof SERVER_NAMES)[number];

/** Case-folded, with `_`, `-` and runs of white space made one space: the form in which names are compared. */
export function foldServerName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}

const byFoldedName = new Map<string, KlavisServerName>(
  SERVER_NAMES.map((name) => [foldServerName(name), name]),
);

let further: ReadonlyMap<string, string> = new Map();

/**
 * Lets what `read` parses name servers beside the contract's, which those who run an upstream have added to it. It
 * holds while `read` runs, which therefore waits for nothing.
 */
export function withFurtherNames<Read>(names: readonly string[], read: () => Read): Read {
  const before = further;
  further = new Map(names.map((name) => [foldServerName(name), name]));
  try {
    return read();
  } finally {
    further = before;
  }
}

/** The spelling of a further name, where one is allowed at this moment. */
export function resolveFurtherName(name: string): string | undefined {
  return further.get(foldServerName(name));
}

/**
 * The contract's spelling of a server name, however it was written: case does not count, and `_`, `-` and a space
 * are equivalent. Undefined where no server has that name.
 */
export function resolveKlavisName(name: string): KlavisServerName | undefined {
  return byFoldedName.get(foldServerName(name));
}
