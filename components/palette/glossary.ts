/** The words of the console that mean something of their own. */
export const GLOSSARY: readonly (readonly [word: string, meaning: string])[] = [
  ["Server", "A service that agents can use, such as GitHub."],
  ["Instance", "One server for one user, on one platform."],
  ["Server URL", "The address of an instance, which an MCP client takes. It is a credential."],
  ["User", "Whose account an instance uses. Not a member."],
  ["Member", "Somebody who signs in to this console."],
  ["Upstream", "What makes instances: Klavis Cloud or the embedded engine."],
  ["Connect link", "A link by which a user connects accounts themselves."],
  ["Bundle", "A named set of servers that is given in one act."],
  ["Sandbox", "What stands in for a service that is not set up, and says so."],
];
