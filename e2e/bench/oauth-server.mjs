import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { json, text } from "node:stream/consumers";

/** An MCP server behind OAuth, which lets everybody in, with tokens that live `life` seconds. It counts its renewals. */
export async function startOAuthServer(life) {
  const server = createServer(serve);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const good = new Map();
  const counted = { renewals: 0 };

  const routes = {
    "/.well-known/oauth-protected-resource/mcp": () => ({
      resource: `${origin}/mcp`,
      authorization_servers: [origin],
    }),
    "/.well-known/oauth-authorization-server": () => ({
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      registration_endpoint: `${origin}/register`,
      response_types_supported: ["code"],
      grant_types_supported: ["authorization_code", "refresh_token"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["none"],
    }),
    "/register": async (request) => ({ ...(await json(request)), client_id: "bench" }),
    "/token": async (request) => {
      const asked = new URLSearchParams(await text(request));
      if (asked.get("grant_type") === "refresh_token") counted.renewals += 1;
      const token = randomUUID();
      good.set(token, Date.now() + life * 1000);
      return { access_token: token, token_type: "Bearer", expires_in: life, refresh_token: randomUUID() };
    },
  };

  async function serve(request, response) {
    const { pathname, searchParams } = new URL(request.url, origin);
    if (pathname === "/authorize") {
      const back = new URL(searchParams.get("redirect_uri"));
      back.searchParams.set("code", randomUUID());
      back.searchParams.set("state", searchParams.get("state"));
      return response.writeHead(302, { location: back.href }).end();
    }
    if (pathname === "/mcp") return serveMcp(request, response);
    const answer = await routes[pathname]?.(request);
    const status = answer ? (pathname === "/register" ? 201 : 200) : 404;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer ?? {}));
  }

  async function serveMcp(request, response) {
    const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
    if (!(good.get(token) > Date.now())) {
      const challenge = `Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
      return response.writeHead(401, { "www-authenticate": challenge }).end();
    }
    if (request.method !== "POST") return response.writeHead(405).end();
    const { id, method } = await json(request);
    if (id === undefined) return response.writeHead(202).end();
    const result = RESULTS[method];
    const outcome = result ? { result } : { error: { code: -32601, message: "Method not found" } };
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ jsonrpc: "2.0", id, ...outcome }));
  }

  return { origin, counted, stop: () => server.close() };
}

const RESULTS = {
  initialize: {
    protocolVersion: "2025-06-18",
    serverInfo: { name: "protected", version: "1" },
    capabilities: { tools: {} },
  },
  "tools/list": {
    tools: [{ name: "echo", inputSchema: { type: "object" }, annotations: { readOnlyHint: true } }],
  },
  "tools/call": { content: [{ type: "text", text: "hello" }] },
};
