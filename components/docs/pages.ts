/** The pages of the documentation in their order; each is a file of that name in the folder `docs`. */
export const DOCS = [
  { group: "Begin", slug: "first-steps", title: "First steps" },
  { group: "Begin", slug: "going-live", title: "Going live with vendors" },
  { group: "Begin", slug: "secrets", title: "Changing APP_SECRET" },
  { group: "Pages", slug: "create", title: "Create" },
  { group: "Pages", slug: "create-several", title: "Several at once, and bundles" },
  { group: "Pages", slug: "instances", title: "Instances" },
  { group: "Pages", slug: "instance", title: "One instance" },
  { group: "Pages", slug: "users", title: "Users and offboarding" },
  { group: "Pages", slug: "links", title: "Connect links" },
  { group: "Pages", slug: "adopt", title: "Adopt" },
  { group: "Pages", slug: "activity", title: "Jobs and activity" },
  { group: "Pages", slug: "settings", title: "Settings and account" },
  { group: "Pages", slug: "single-sign-on", title: "Single sign-on" },
  { group: "Pages", slug: "webhooks", title: "Webhooks" },
  { group: "Clients", slug: "client-cursor", title: "Cursor" },
  { group: "Clients", slug: "client-vscode", title: "VS Code" },
  { group: "Clients", slug: "client-claude-code", title: "Claude Code" },
  { group: "Clients", slug: "client-claude-desktop", title: "Claude Desktop" },
  { group: "Clients", slug: "client-chatgpt", title: "ChatGPT" },
  { group: "Clients", slug: "client-windsurf", title: "Windsurf" },
  { group: "Clients", slug: "client-gemini-cli", title: "Gemini CLI" },
  { group: "Clients", slug: "client-mcp-json", title: "mcp.json" },
  { group: "Help", slug: "troubleshooting", title: "Troubleshooting" },
  { group: "Help", slug: "keys", title: "Keys and glossary" },
  { group: "Help", slug: "telemetry", title: "Telemetry" },
  { group: "Help", slug: "performance", title: "Performance" },
  { group: "Help", slug: "decisions", title: "Decisions" },
] as const;

export type DocsPage = (typeof DOCS)[number];

export function docsPage(slug: string): DocsPage | undefined {
  return DOCS.find((page) => page.slug === slug);
}
