import type { KlavisServerName } from "@/lib/contracts/klavis/server-name";

/**
 * How a client comes to be known to a vendor's authorization server, or in without one:
 * - `own-app`: the operator makes an app at the vendor, and pastes its client id and secret
 * - `metadata-document`: by the address of a document that says who the client is
 * - `dynamic`: it registers by itself (RFC 7591)
 * - `restricted`: likewise, but the vendor has to allow the callback first
 * - `key`: a key of the account takes the place of consent
 * - `none`: nothing is asked
 * - `unclear`: the vendor asks for consent, and nobody has seen yet how a client becomes known
 */
export const WAYS_IN = [
  "own-app",
  "metadata-document",
  "dynamic",
  "restricted",
  "key",
  "none",
  "unclear",
] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** How a vendor is told, in its own way, that nothing may be written. */
export type ReadOnlySwitch =
  | { headers: Readonly<Record<string, string>> }
  | { query: Readonly<Record<string, string>> }
  | { url: string };

/** What was reviewed of a vendor's own MCP server. Nothing of it is taken from what servers say of themselves. */
export type Vendor = {
  /** Of its MCP endpoint; `{tenantId}` and the like are filled in by whoever sets the target. */
  url: string;
  /** Other endpoints of the same vendor: other regions, other products. */
  otherUrls?: readonly string[];
  /** Where `url` serves strangers too: the endpoint that asks for sign-in. */
  signInUrl?: string;
  /** The ways in, the first of them first. */
  ways: readonly WayIn[];
  /** The placeholders in `url`. */
  needs?: readonly string[];
  readOnly?: ReadOnlySwitch;
  /** The header that carries a key, `{key}` in its place; where it is left out, a bearer token. */
  keyHeader?: string;
  /** Where the server itself does not say who its authorization server is. */
  issuer?: string;
  /** The resource to name (RFC 8707), where that is not the endpoint. */
  resource?: string;
  scopes?: readonly string[];
  /** The day on which a client of this kind was seen to get in. */
  proven?: string;
  /** The vendor calls it a preview. */
  preview?: true;
};

export const VENDORS: Readonly<Partial<Record<KlavisServerName, Vendor>>> = {
  Airtable: { url: "https://mcp.airtable.com/mcp", ways: ["dynamic"] },
  Amplitude: {
    url: "https://mcp.amplitude.com/mcp",
    otherUrls: ["https://mcp.eu.amplitude.com/mcp"],
    ways: ["dynamic"],
  },
  Asana: {
    url: "https://mcp.asana.com/v2/mcp",
    ways: ["own-app"],
    issuer: "https://app.asana.com",
    resource: "https://mcp.asana.com/v2",
  },
  Attio: { url: "https://mcp.attio.com/mcp", ways: ["dynamic"], issuer: "https://app.attio.com" },
  Box: { url: "https://mcp.box.com", ways: ["own-app"], issuer: "https://api.box.com" },
  Canva: { url: "https://mcp.canva.com/mcp", ways: ["dynamic"], proven: "2026-09-06" },
  ClickUp: { url: "https://mcp.clickup.com/mcp", ways: ["restricted"] },
  Close: { url: "https://mcp.close.com/mcp", ways: ["key", "unclear"] },
  Cloudflare: {
    url: "https://mcp.cloudflare.com/mcp",
    otherUrls: ["https://bindings.mcp.cloudflare.com/mcp", "https://observability.mcp.cloudflare.com/mcp"],
    ways: ["dynamic"],
    proven: "2026-09-06",
  },
  Confluence: {
    url: "https://mcp.atlassian.com/v2/mcp",
    ways: ["metadata-document", "dynamic"],
    issuer: "https://auth.atlassian.com",
    proven: "2026-09-06",
  },
  DocuSign: {
    url: "https://mcp.docusign.com/mcp",
    ways: ["own-app"],
    issuer: "https://account.docusign.com",
  },
  Dropbox: { url: "https://mcp.dropbox.com/mcp", ways: ["own-app"], issuer: "https://www.dropbox.com" },
  Exa: { url: "https://mcp.exa.ai/mcp", ways: ["none", "key"] },
  Figma: { url: "https://mcp.figma.com/mcp", ways: ["restricted"] },
  Fireflies: { url: "https://api.fireflies.ai/mcp", ways: ["dynamic"] },
  "Firecrawl Web Search": { url: "https://mcp.firecrawl.dev/v2/mcp", ways: ["none", "key"] },
  Freshdesk: { url: "https://{domain}/mcp", ways: ["key"], needs: ["domain"] },
  GitHub: {
    url: "https://api.githubcopilot.com/mcp/",
    ways: ["own-app", "key"],
    readOnly: { headers: { "X-MCP-Readonly": "true" } },
    issuer: "https://github.com/login/oauth",
  },
  GitLab: { url: "https://gitlab.com/api/v4/mcp", ways: ["dynamic"] },
  Gmail: {
    url: "https://gmailmcp.googleapis.com/mcp/v1",
    ways: ["own-app"],
    issuer: "https://accounts.google.com",
    preview: true,
  },
  Gong: { url: "https://mcp.gong.io/mcp", ways: ["unclear"] },
  "Google Calendar": {
    url: "https://calendarmcp.googleapis.com/mcp/v1",
    ways: ["own-app"],
    issuer: "https://accounts.google.com",
    preview: true,
  },
  "Google Docs": {
    url: "https://docsmcp.googleapis.com/mcp/v1",
    ways: ["own-app"],
    issuer: "https://accounts.google.com",
    preview: true,
  },
  "Google Drive": {
    url: "https://drivemcp.googleapis.com/mcp/v1",
    ways: ["own-app"],
    issuer: "https://accounts.google.com",
    preview: true,
  },
  "Google Sheets": {
    url: "https://sheetsmcp.googleapis.com/mcp/v1",
    ways: ["own-app"],
    issuer: "https://accounts.google.com",
    preview: true,
  },
  HubSpot: { url: "https://mcp.hubspot.com", ways: ["own-app"], issuer: "https://mcp.hubspot.com" },
  Intercom: { url: "https://mcp.intercom.com/mcp", ways: ["key", "restricted"] },
  Jira: {
    url: "https://mcp.atlassian.com/v2/mcp",
    ways: ["metadata-document", "dynamic"],
    issuer: "https://auth.atlassian.com",
    proven: "2026-09-06",
  },
  Klaviyo: { url: "https://mcp.klaviyo.com/mcp", ways: ["unclear"] },
  Linear: { url: "https://mcp.linear.app/mcp", ways: ["dynamic"], proven: "2026-09-06" },
  Mem0: { url: "https://mcp.mem0.ai/mcp", ways: ["key"] },
  "Microsoft Teams": {
    url: "https://agent365.svc.cloud.microsoft/agents/tenants/{tenantId}/servers/mcp_TeamsServer",
    ways: ["own-app"],
    needs: ["tenantId"],
    issuer: "https://login.microsoftonline.com/{tenantId}/v2.0",
    preview: true,
  },
  Mixpanel: { url: "https://mcp.mixpanel.com/mcp", ways: ["dynamic"] },
  Monday: { url: "https://mcp.monday.com/mcp", ways: ["own-app"], issuer: "https://auth.monday.com" },
  Notion: { url: "https://mcp.notion.com/mcp", ways: ["dynamic"], proven: "2026-09-06" },
  OneDrive: {
    url: "https://agent365.svc.cloud.microsoft/agents/tenants/{tenantId}/servers/mcp_ODSPRemoteServer",
    ways: ["own-app"],
    needs: ["tenantId"],
    issuer: "https://login.microsoftonline.com/{tenantId}/v2.0",
    preview: true,
  },
  "Outlook Mail": {
    url: "https://agent365.svc.cloud.microsoft/agents/tenants/{tenantId}/servers/mcp_MailTools",
    ways: ["own-app"],
    needs: ["tenantId"],
    issuer: "https://login.microsoftonline.com/{tenantId}/v2.0",
    preview: true,
  },
  "Outlook Calendar": {
    url: "https://agent365.svc.cloud.microsoft/agents/tenants/{tenantId}/servers/mcp_CalendarTools",
    ways: ["own-app"],
    needs: ["tenantId"],
    issuer: "https://login.microsoftonline.com/{tenantId}/v2.0",
    preview: true,
  },
  PagerDuty: {
    url: "https://mcp.pagerduty.com/mcp",
    ways: ["own-app", "key"],
    keyHeader: "Authorization: Token {key}",
  },
  Pipedrive: {
    url: "https://mcp.pipedrive.ai/mcp",
    ways: ["dynamic"],
    issuer: "https://oauth.pipedrive.com",
  },
  PostHog: { url: "https://mcp.posthog.com/mcp", ways: ["dynamic", "key"] },
  Postman: { url: "https://mcp.postman.com/mcp", ways: ["unclear"] },
  QuickBooks: { url: "https://ai-inc.quickbooks.intuit.com/v1/mcp", ways: ["unclear"] },
  Resend: { url: "https://mcp.resend.com/mcp", ways: ["unclear"] },
  Salesforce: {
    url: "https://api.salesforce.com/platform/mcp/v1/platform/sobject-all",
    ways: ["own-app"],
    readOnly: { url: "https://api.salesforce.com/platform/mcp/v1/platform/sobject-reads" },
    issuer: "https://login.salesforce.com",
    scopes: ["mcp_api", "refresh_token"],
  },
  Shopify: { url: "https://setup.shopify.com/mcp", ways: ["own-app"] },
  Slack: { url: "https://mcp.slack.com/mcp", ways: ["own-app"], issuer: "https://slack.com" },
  Stripe: { url: "https://mcp.stripe.com", ways: ["key", "restricted"] },
  Supabase: {
    url: "https://mcp.supabase.com/mcp",
    ways: ["dynamic", "key"],
    readOnly: { query: { read_only: "true" } },
    issuer: "https://api.supabase.com",
    proven: "2026-09-06",
  },
  Tavily: { url: "https://mcp.tavily.com/mcp", ways: ["key", "unclear"] },
  Vercel: {
    url: "https://mcp.vercel.com",
    ways: ["own-app", "restricted"],
    issuer: "https://vercel.com",
    scopes: ["offline_access"],
  },
  WordPress: {
    url: "https://public-api.wordpress.com/wpcom/v2/mcp/v1",
    ways: ["dynamic"],
    issuer: "https://public-api.wordpress.com",
  },
  Zendesk: { url: "https://mcp.zendesk.com/mcp", ways: ["key"] },
  PayPal: { url: "https://mcp.paypal.com/mcp", ways: ["dynamic"], proven: "2026-09-06" },
  Sentry: { url: "https://mcp.sentry.dev/mcp", ways: ["dynamic"], proven: "2026-09-06" },
  Netlify: { url: "https://netlify-mcp.netlify.app/mcp", ways: ["dynamic"], proven: "2026-09-06" },
  "Hugging Face": {
    url: "https://huggingface.co/mcp",
    signInUrl: "https://huggingface.co/mcp?login",
    ways: ["none", "dynamic"],
  },
  Square: { url: "https://mcp.squareup.com/mcp", ways: ["restricted"] },
  Jotform: { url: "https://mcp.jotform.com", ways: ["dynamic"] },
  Honeycomb: { url: "https://mcp.honeycomb.io/mcp", ways: ["dynamic"] },
  MongoDB: { url: "https://mcp.mongodb.com", ways: ["unclear"] },
};
