import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import type { EngineContext } from "../context";
import { localTarget } from "../targets/local-tool";
import type { Fields, TargetFactory } from "../targets/port";
import { registrationOf } from "./provider/registration";
import { seedsFor } from "./tools/seeds";
import type { OpenCollection } from "./tools/tool";
import { toolsOf } from "./tools/tools";

/** Tools that stand in for a service's own, over records that are kept for each instance alone. */
export function sandboxTargets({
  db,
  log,
  appUrl,
}: Pick<EngineContext, "db" | "log" | "appUrl">): TargetFactory {
  return {
    kind: "sandbox",
    describe: (serverName) => ({
      description: `Sandbox tools, standing in for ${serverName}.`,
      tools: [...toolsOf(serverName, { legacy: false }).values()].map(({ name, description }) => ({
        name,
        description,
      })),
    }),
    async consent(serverName) {
      const { oauthSlug } = catalogueEntry(serverName);
      const registration = oauthSlug && registrationOf(oauthSlug, appUrl);
      if (!registration) return undefined;
      const { issuer, clientId, scope } = registration;
      return { issuer, ownApp: { clientId }, scopes: scope.split(" ") };
    },
    seeds: seedsFor,
    open: async ({ id: instanceId, serverName, legacy }) => {
      const openCollection: OpenCollection = (kind) => ({ db, instanceId, kind });
      const target = localTarget({
        serverInfo: { name: "patchbay-sandbox", title: `${serverName} (sandbox)`, version: "1.0.0" },
        instructions: `Sandbox tools, standing in for ${serverName}. What they read and write is kept for this instance alone and never reaches the real service.`,
        tools: toolsOf(serverName, { legacy }),
        context: openCollection,
        onFailure: (error, { requestId }) =>
          log.error({ instanceId, requestId, err: error }, "a sandbox tool failed"),
      });
      return {
        ...target,
        callTool: async (call, options) => ofSandbox(await target.callTool(call, options), serverName),
      };
    },
  };
}

/** A result that says, to models and to programs, that it is not the service's. */
function ofSandbox(result: Fields, serverName: ServerName): Fields {
  const content = Array.isArray(result.content) ? result.content : [];
  const text = `This is Patchbay's sandbox, standing in for ${serverName}: the real service was neither read nor changed.`;
  return { ...result, content: [...content, { type: "text", text }], _meta: { "patchbay/sandbox": true } };
}
