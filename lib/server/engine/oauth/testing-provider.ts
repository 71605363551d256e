import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider, { type ClientMetadata, type Configuration, interactionPolicy } from "oidc-provider";
import { freePort } from "../targets/remote/testing";

type Override = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * An OAuth-protected MCP server and its authorization server, which is `oidc-provider`, at one address. Everybody who
 * comes is signed in and consents at once. `overrides` answers in place of both, by path, as a vendor gone odd would.
 */
export async function startProtectedServer({
  clients = [],
  registration = true,
  management = false,
  documents,
  callback,
  port: given,
}: {
  clients?: Partial<ClientMetadata>[];
  registration?: boolean;
  /** Whether registrations can be deleted again (RFC 7592). */
  management?: boolean;
  /** How it reads the documents that clients are known by, where it takes such. */
  documents?: Configuration["fetch"];
  callback?: string;
  port?: number;
} = {}) {
  const port = given ?? (await freePort());
  const issuer = `http://127.0.0.1:${port}`;
  const resource = `${issuer}/mcp`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const asked: { path: string; body: string; authorization: string | undefined }[] = [];
  const overrides = new Map<string, Override>();
  /** Which access tokens the MCP server refuses from now on. */
  const refused = new Set<string>();

  // Everybody consents: `loadExistingGrant` says so.
  const policy = interactionPolicy.base();
  policy.remove("consent");

  const configuration: Configuration = {
    ...(documents && { fetch: documents }),
    clients: clients.map((client) => ({
      client_id: "ours",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      redirect_uris: [callback ?? "http://127.0.0.1/"],
      application_type: "native",
      ...client,
    })) as ClientMetadata[],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["a key for tests"] },
    scopes: ["openid", "offline_access", "mcp:use"],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    clientAuthMethods: ["none", "client_secret_basic", "client_secret_post"],
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 86_400,
      RefreshToken: 86_400,
      Session: 3600,
      Interaction: 600,
    },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: registration },
      registrationManagement: { enabled: management },
      clientIdMetadataDocument: { enabled: documents !== undefined, ack: "draft-02" },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => resource,
        useGrantedResource: async () => true,
        getResourceServerInfo: async () => ({ scope: "mcp:use", accessTokenFormat: "opaque" }),
      },
    },
    interactions: { policy, url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: async (_, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid offline_access");
      grant.addResourceScope(resource, "mcp:use");
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(issuer, configuration);
  const answer = provider.callback();

  async function protectedMcp(request: IncomingMessage, response: ServerResponse, body: string) {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const known = token && !refused.has(token) ? await provider.AccessToken.find(token) : undefined;
    if (!known || known.aud !== resource) {
      const challenge = `Bearer resource_metadata="${issuer}/.well-known/oauth-protected-resource/mcp"`;
      return response.writeHead(401, { "www-authenticate": challenge }).end();
    }
    if (request.method !== "POST") return response.writeHead(405).end();
    const { id, method } = JSON.parse(body);
    const results: Record<string, unknown> = {
      initialize: {
        protocolVersion: "2025-06-18",
        serverInfo: { name: "protected", version: "1" },
        capabilities: { tools: {} },
      },
      "tools/list": {
        tools: [{ name: "who", inputSchema: { type: "object" }, annotations: { readOnlyHint: true } }],
      },
      "tools/call": { content: [{ type: "text", text: known.accountId }] },
    };
    if (id === undefined) return response.writeHead(202).end();
    const error = { code: -32601, message: "Method not found" };
    const outcome = results[method] ? { result: results[method] } : { error };
    return response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ jsonrpc: "2.0", id, ...outcome }));
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    const override = overrides.get(pathname);
    if (override) return override(request, response);
    if (pathname === "/mcp") {
      let body = "";
      for await (const chunk of request) body += chunk;
      asked.push({ path: pathname, body, authorization: request.headers.authorization });
      return protectedMcp(request, response, body);
    }
    if (pathname === "/.well-known/oauth-protected-resource/mcp") {
      return json(response, { resource, authorization_servers: [issuer], scopes_supported: ["mcp:use"] });
    }
    if (pathname === "/.well-known/oauth-authorization-server")
      request.url = "/.well-known/openid-configuration";
    if (pathname.startsWith("/interaction/")) {
      const result = { login: { accountId: "ada@vendor" } };
      return provider.interactionFinished(request, response, result);
    }
    if (request.method === "POST")
      asked.push({ path: pathname, body: "", authorization: request.headers.authorization });
    return answer(request, response);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  return {
    issuer,
    resource,
    host: `127.0.0.1:${port}`,
    provider,
    asked,
    overrides,
    refused,
    /** How often tokens were asked for. */
    tokenRequests: () => asked.filter(({ path }) => path === "/token").length,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type ProtectedServer = Awaited<ReturnType<typeof startProtectedServer>>;

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
