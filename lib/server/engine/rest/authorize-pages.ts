const STANDARD = ["client_id", "scope", "redirect_url"];
const WITHOUT_SCOPE = ["client_id", "redirect_url"];
const OF_REMOTE_SERVER = ["redirect_url", "force_refresh"];

/** Beside `instance_id`, what each `/oauth/<slug>/authorize` takes; a star stands for what it requires. */
const PARAMETERS: Record<string, readonly string[]> = {
  ...slugs(STANDARD, [
    "github gitlab notion jira confluence wordpress gmail gdrive gcalendar gsheets gdocs google-cloud google-forms",
    "google-workspace-atlas asana linear close airtable hubspot linkedin canva xero dropbox box stripe pipedrive figma",
    "klaviyo pagerduty docusign onedrive outlook mscalendar teams fathom monday zoom zoho-mail sharesight instagram",
    "youtube",
  ]),
  ...slugs(WITHOUT_SCOPE, ["supabase attio clickup calcom"]),
  ...slugs(OF_REMOTE_SERVER, [
    "intercom paypal sentry netlify huggingface square clockwise jotform honeycomb amplitude",
  ]),
  slack: ["client_id", "scope", "user_scope", "redirect_url"],
  salesforce: [...STANDARD, "instance_url"],
  quickbooks: ["client_id", "environment", "scope", "redirect_url"],
  zendesk: ["subdomain*", ...STANDARD],
  vercel: ["client_id", "client_slug", "redirect_url"],
  dialpad: [...STANDARD, "code_challenge", "code_challenge_method"],
};

function slugs(parameters: readonly string[], lists: readonly string[]) {
  return Object.fromEntries(lists.flatMap((list) => list.split(" ")).map((slug) => [slug, parameters]));
}

/** The pages at which people connect their accounts, as the document of the API has them. */
export function authorizePages(): { slug: string; parameters: { name: string; required: boolean }[] }[] {
  return Object.entries(PARAMETERS).map(([slug, more]) => ({
    slug,
    parameters: ["instance_id*", ...more].map((name) => ({
      name: name.replace("*", ""),
      required: name.endsWith("*"),
    })),
  }));
}
