import { resolveServerName } from "@/lib/catalogue/server-name";
import { CATALOGUE } from "@/lib/catalogue/servers";
import type { CreateServerForm, OwnServer, UpdateServerForm } from "@/lib/contracts/server";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Readiness, TargetForm, TargetList, Target as TargetRecord } from "@/lib/contracts/target";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";
import { countWords } from "@/lib/words/count";
import { PatchbayError } from "../../errors";
import type { WithIcon } from "../../image";
import type { EngineContext } from "../context";
import {
  type AddedServer,
  addServer,
  countInstances,
  findServer,
  listServers,
  readIcon,
  removeServer,
  updateServer,
} from "../store/servers";
import {
  type ChosenTarget,
  deleteTarget,
  listReadiness,
  listRegistrations,
  listTargets,
  readRegistration,
  readTarget,
  writeReadiness,
  writeTarget,
  writeTargetIn,
} from "../store/targets";
import { callbackUrl } from "../urls";
import { isBuiltin } from "./builtin/target";
import { testReadiness } from "./remote/readiness";
import { defaultSettings, type RemoteSettings, settingsOf, vendorOf } from "./remote/settings";
import { signInBy } from "./sign-in";

/** What stands behind the servers, for whoever runs the console: reading, choosing, testing. Secrets never come out. */
export function createTargetAdministration(context: EngineContext) {
  const { db, cipher, appUrl, defaultTarget } = context;

  const recordOf = (
    serverName: ServerName,
    chosen: ChosenTarget | undefined,
    tested: (Readiness & { url: string }) | undefined,
    added: AddedServer | undefined,
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
      own: added ? { category: added.category, hasIcon: added.hasIcon } : null,
    };
  };

  /** @throws PatchbayError `not-found` for a server that neither the catalogue nor the organisation has */
  async function read(serverName: ServerName): Promise<TargetRecord> {
    const [chosen, tested, added] = await Promise.all([
      readTarget(context, serverName),
      listReadiness(db),
      findServer(db, serverName),
    ]);
    if (!added && !resolveServerName(serverName)) throw noServer();
    return recordOf(serverName, chosen, tested.get(serverName), added);
  }

  return {
    async list(): Promise<TargetList> {
      const [chosen, tested, added] = await Promise.all([
        listTargets(context),
        listReadiness(db),
        listServers(db),
      ]);
      const byName = new Map<string, ChosenTarget>(chosen.map((row) => [row.serverName, row]));
      const of = (name: ServerName, server?: AddedServer) =>
        recordOf(name, byName.get(name), tested.get(name), server);
      const targets = [
        ...added.map((server) => of(server.name, server)),
        ...CATALOGUE.map(({ name }) => of(name)),
      ];
      return { targets, defaultTarget, redirectUri: callbackUrl(appUrl) };
    },
    read,
    async write(serverName: ServerName, form: TargetForm): Promise<TargetRecord> {
      if ((await read(serverName)).own && form.kind === "sandbox")
        throw new PatchbayError("invalid", NO_SANDBOX);
      await writeTarget(context, serverName, form);
      return read(serverName);
    },
    async reset(serverName: ServerName): Promise<TargetRecord> {
      if ((await read(serverName)).own) throw new PatchbayError("invalid", NO_RESET);
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
    /** How accounts are let in at the target that was chosen for a server; null where none was. */
    async signIn(serverName: ServerName): Promise<SignInKind | null> {
      const registration = await readRegistration(db, serverName);
      return registration && signInBy(registration);
    },
    async ownServers(): Promise<OwnServer[]> {
      const [servers, registrations] = await Promise.all([listServers(db), listRegistrations(db)]);
      return servers.map(({ name, category }) => ({
        name,
        category,
        auth: signInBy(registrations.get(name) ?? "automatic"),
      }));
    },
    icon: (name: ServerName) => readIcon(db, name),
    /** @throws PatchbayError `invalid` where a server has that name, however it is spelt */
    async addServer({ name, category, icon, ...form }: WithIcon<CreateServerForm>): Promise<TargetRecord> {
      const added =
        !resolveServerName(name) &&
        (await db.transaction(async (tx) => {
          if (!(await addServer(tx, { name, category, icon }))) return false;
          await writeTargetIn(tx, cipher, name, { ...form, kind: "remote" });
          return true;
        }));
      if (added) return read(name);
      const taken = `There is a server called ${name} already.`;
      throw new PatchbayError("invalid", taken, { fields: { name: [taken] } });
    },
    /** @throws PatchbayError `not-found` */
    async changeServer(
      name: ServerName,
      { category, icon, ...form }: WithIcon<UpdateServerForm>,
    ): Promise<TargetRecord> {
      await db.transaction(async (tx) => {
        if (!(await updateServer(tx, { name, category, icon }))) throw noServer();
        await writeTargetIn(tx, cipher, name, { ...form, kind: "remote" });
      });
      return read(name);
    },
    /** @throws PatchbayError `not-found`, or `conflict` where it has instances */
    async requireRemovable(name: ServerName): Promise<void> {
      if (!(await findServer(db, name))) throw noServer();
      requireNone(name, await countInstances(db, name));
    },
    /** @throws PatchbayError likewise */
    async removeServer(name: ServerName): Promise<void> {
      const instances = await removeServer(db, name);
      if (instances === undefined) throw noServer();
      requireNone(name, instances);
    },
  };
}

function requireNone(name: ServerName, instances: number) {
  if (instances === 0) return;
  throw new PatchbayError(
    "conflict",
    `${name} has ${countWords(instances, "instance")}. Delete these first: their URLs would lead nowhere.`,
  );
}

const NO_SANDBOX = "A server of your own leads to its own address. No sandbox stands in for it.";
const NO_RESET = "A server of your own has nothing to go back to. Change its address, or delete it.";
const noServer = () => new PatchbayError("not-found", "There is no such server.");

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
