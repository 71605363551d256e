import { CATALOGUE } from "@/lib/catalogue/servers";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Readiness, TargetForm, TargetList, Target as TargetRecord } from "@/lib/contracts/target";
import type { EngineContext } from "../context";
import {
  type ChosenTarget,
  deleteTarget,
  listReadiness,
  listTargets,
  readTarget,
  writeReadiness,
  writeTarget,
} from "../store/targets";
import { callbackUrl } from "../urls";
import { isBuiltin } from "./builtin/target";
import { testReadiness } from "./remote/readiness";
import { defaultSettings, type RemoteSettings, settingsOf, vendorOf } from "./remote/settings";

/** What stands behind the servers, for whoever runs the console: reading, choosing, testing. Secrets never come out. */
export function createTargetAdministration(context: EngineContext) {
  const { db, appUrl, defaultTarget } = context;

  const recordOf = (
    serverName: ServerName,
    chosen: ChosenTarget | undefined,
    tested: (Readiness & { url: string }) | undefined,
  ): TargetRecord => {
    const settings = settingsFor(serverName, chosen, defaultTarget);
    const vendor = vendorOf(serverName);
    const { ownApp } = settings ?? {};
    return {
      serverName,
      state: stateOf(serverName, chosen, defaultTarget, settings),
      chosen: chosen !== undefined,
      url: settings?.url ?? null,
      transport: settings?.transport ?? null,
      registration: settings?.registration ?? null,
      clientId: ownApp?.clientId ?? null,
      hasClientSecret: ownApp?.clientSecret !== undefined,
      scopes: [...(settings?.scopes ?? [])],
      headers: Object.keys(settings?.headers ?? {}),
      keyHeader: chosen?.keyHeader ?? null,
      vendor: vendor
        ? {
            url: vendor.url,
            needs: [...(vendor.needs ?? [])],
            ways: [...vendor.ways],
            proven: vendor.proven ?? null,
            preview: vendor.preview ?? false,
          }
        : null,
      // A verdict is of the address that was tested.
      readiness: tested && tested.url === testedUrl(serverName, settings) ? tested : null,
    };
  };

  async function read(serverName: ServerName): Promise<TargetRecord> {
    const [chosen, tested] = await Promise.all([readTarget(context, serverName), listReadiness(db)]);
    return recordOf(serverName, chosen, tested.get(serverName));
  }

  return {
    async list(): Promise<TargetList> {
      const [chosen, tested] = await Promise.all([listTargets(context), listReadiness(db)]);
      const byName = new Map<string, ChosenTarget>(chosen.map((row) => [row.serverName, row]));
      const targets = CATALOGUE.map(({ name }) => recordOf(name, byName.get(name), tested.get(name)));
      return { targets, defaultTarget, redirectUri: callbackUrl(appUrl) };
    },
    read,
    async write(serverName: ServerName, form: TargetForm): Promise<TargetRecord> {
      await writeTarget(context, serverName, form);
      return read(serverName);
    },
    async reset(serverName: ServerName): Promise<TargetRecord> {
      await deleteTarget(db, serverName);
      return read(serverName);
    },
    /** Tests what is chosen, or what is known of the vendor where nothing is. */
    async test(serverName: ServerName, options: { register: boolean }): Promise<TargetRecord> {
      const chosen = await readTarget(context, serverName);
      const settings = settingsFor(serverName, chosen, defaultTarget) ?? knownOf(serverName);
      if (settings) {
        const verdict = await testReadiness(context, settings, options);
        await writeReadiness(db, serverName, {
          ...verdict,
          url: settings.url,
          testedAt: new Date().toISOString(),
        });
      }
      return read(serverName);
    },
  };
}

/** Where an instance of the server leads by network, if it does. */
function settingsFor(
  serverName: ServerName,
  chosen: ChosenTarget | undefined,
  defaultTarget: "sandbox" | "vendor",
): RemoteSettings | undefined {
  if (isBuiltin(serverName)) return undefined;
  if (chosen)
    return chosen.kind === "remote" && chosen.url ? settingsOf({ ...chosen, url: chosen.url }) : undefined;
  return defaultTarget === "vendor" ? defaultSettings(serverName) : undefined;
}

function stateOf(
  serverName: ServerName,
  chosen: ChosenTarget | undefined,
  defaultTarget: "sandbox" | "vendor",
  settings: RemoteSettings | undefined,
): TargetRecord["state"] {
  if (isBuiltin(serverName)) return "builtin";
  if (settings) return "remote";
  return chosen?.kind === "sandbox" || (!chosen && defaultTarget === "sandbox") ? "sandbox" : "none";
}

/** The vendor's own server, as far as it is known where it is; not every one of these would let this console in. */
function knownOf(serverName: ServerName): RemoteSettings | undefined {
  const vendor = vendorOf(serverName);
  if (!vendor || vendor.needs) return undefined;
  const [way] = vendor.ways;
  const registration = way === "key" || way === "none" ? way : "automatic";
  const settings = defaultSettings(serverName);
  return (
    settings ?? {
      url: vendor.url,
      transport: "StreamableHttp",
      registration,
      headers: {},
      keyHeader: "Authorization: Bearer {key}",
      ...(vendor.issuer !== undefined && { issuer: vendor.issuer }),
    }
  );
}

const testedUrl = (serverName: ServerName, settings: RemoteSettings | undefined) =>
  (settings ?? knownOf(serverName))?.url;
