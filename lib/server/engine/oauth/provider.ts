import type { ServerName } from "@/lib/contracts/server-name";
import type { EngineContext } from "../context";
import type { OAuthProvider } from "../targets/port";

/** The provider that people of a server's instances consent at; undefined where nothing asks for consent. */
export async function providerOf(
  { targets }: Pick<EngineContext, "targets">,
  serverName: ServerName,
): Promise<OAuthProvider | undefined> {
  const target = await targets.of(serverName);
  return target.provider(serverName);
}
