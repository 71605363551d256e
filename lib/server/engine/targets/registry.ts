import { resolveServerName } from "@/lib/catalogue/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import type { EngineContext } from "../context";
import { sandboxTargets } from "../sandbox/target";
import { type ChosenTarget, openChosen, readTarget } from "../store/targets";
import { connectUrl } from "../urls";
import { builtinTargets } from "./builtin/target";
import { wholeFetch } from "./builtin/whole-fetch";
import { missingTargets } from "./missing";
import type { Outside } from "./outside";
import type { Credentials, TargetFactory, Targets } from "./port";
import { defaultSettings, type RemoteSettings, settingsOf } from "./remote/settings";
import { createRemoteTargets } from "./remote/target";

type Options = Pick<EngineContext, "db" | "cipher" | "log" | "appUrl" | "defaultTarget"> & {
  outside: Outside;
  credentials: Credentials;
};

/** What stands behind each server: itself where it is built in, else what was chosen, else the default. */
export function createTargets({ outside, credentials, defaultTarget, ...options }: Options): Targets {
  const { fetch, post, lookup } = outside;
  const { log, appUrl } = options;
  const builtins = { log, fetch: wholeFetch(fetch), lookup };
  const sandbox = sandboxTargets(options);
  const missing = missingTargets();
  const connectAt: Parameters<typeof createRemoteTargets>[0]["connectAt"] = (
    { id, serverName },
    { registration, isDefault },
  ) =>
    connectUrl(appUrl, options.cipher, {
      ...{ id, serverName },
      registration: isDefault ? null : registration,
    });
  const remote = createRemoteTargets({ fetch, post, credentials, log, connectAt });
  const orMissing = (settings: RemoteSettings | undefined) => (settings ? remote(settings) : missing);

  function factoryOf(serverName: ServerName, chosen: ChosenTarget | undefined): TargetFactory {
    if (chosen) return chosen.kind === "sandbox" ? sandbox : orMissing(remoteSettings(chosen));
    // A server that was taken away, for which no sandbox may stand in.
    if (!resolveServerName(serverName)) return missing;
    return defaultTarget === "sandbox" ? sandbox : orMissing(defaultSettings(serverName));
  }

  return {
    async of(serverName) {
      const builtin = builtinTargets(builtins, serverName);
      return builtin ?? factoryOf(serverName, await readTarget(options, serverName));
    },
    behind({ serverName, chosen }) {
      const builtin = builtinTargets(builtins, serverName);
      return builtin ?? factoryOf(serverName, chosen ? openChosen(options, chosen) : undefined);
    },
  };
}

function remoteSettings(chosen: ChosenTarget): RemoteSettings | undefined {
  const { url } = chosen;
  return url === null ? undefined : settingsOf({ ...chosen, url });
}
