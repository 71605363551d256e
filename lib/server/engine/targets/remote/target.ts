import type { GuardedFetch } from "../../../egress/guarded-fetch";
import type { GuardedPost } from "../../../egress/guarded-post";
import { refusingTarget } from "../missing";
import type { Credentials, TargetFactory, TargetInstance } from "../port";
import { type Authorized, authorizedFetch } from "./authorized-fetch";
import { createConnections } from "./connections";
import { type ExplainOptions, explainFailure } from "./explain-failure";
import { readOnce } from "./read-once";
import { relay } from "./relay";
import { consentAt, type RemoteSettings } from "./settings";

type Options = ExplainOptions & { fetch: GuardedFetch; post: GuardedPost; credentials: Credentials };

/** Targets that are MCP servers elsewhere, reached as each instance's own account. */
export function createRemoteTargets(options: Options) {
  const connections = createConnections();
  const credentials = readOnce(options.credentials);

  return function remoteTargets(settings: RemoteSettings): TargetFactory {
    return {
      kind: "remote",
      address: settings.url,
      describe: (serverName) => ({
        description: `${serverName}'s own MCP server, at ${new URL(settings.url).host}.`,
        tools: [],
      }),
      consent: async () => consentAt(settings),
      seeds: () => [],
      async open(instance, _, session) {
        const caller = session?.caller;
        const held = await credentials.look(instance);
        const place = { ...placeOf({ ...options, credentials }, settings, instance, held?.account), caller };
        if (caller) place.key = JSON.stringify([place.key, caller.id]);
        const explain = (error: unknown) => explainFailure(error, instance, settings, options);
        try {
          const { connection, release } = await connections.take(place);
          const { serverName } = instance;
          return relay(connection, {
            ...{ serverName, release, explain, caller },
            ...(session && { begin: () => credentials.lookAtNew(session.current()) }),
            take: () => connections.take(place),
          });
        } catch (error) {
          const told = explain(error);
          return refusingTarget(instance.serverName, { title: instance.serverName, message: told.message });
        }
      },
    };
  };
}

/** The address, with the vendor's own switch where nothing may be written, and all that a connection depends on. */
function placeOf(
  { fetch, post, credentials }: Options,
  settings: RemoteSettings,
  { id, isReadOnly }: TargetInstance,
  account: string | undefined,
): Parameters<ReturnType<typeof createConnections>["take"]>[0] {
  const off = isReadOnly ? settings.readOnly : undefined;
  const url = new URL(off && "url" in off ? off.url : settings.url);
  if (off && "query" in off)
    for (const [name, value] of Object.entries(off.query)) url.searchParams.set(name, value);
  const extraHeaders = off && "headers" in off ? off.headers : {};
  const authorized: Authorized = { credentials, instanceId: id, settings, extraHeaders };
  return {
    key: JSON.stringify([id, account, url.href, settings, extraHeaders]),
    url,
    transport: settings.transport,
    fetch: authorizedFetch(fetch, authorized),
    ...{ post, authorized },
  };
}
