import type { EngineContext } from "../context";
import { readCredential } from "../store/credentials";
import type { Instance } from "../store/instances";
import type { Target } from "../targets/port";
import { connectUrl } from "../urls";
import { governTarget } from "./policy";

/**
 * What stands behind an instance, within what the instance allows. Whoever opens it closes it; who keeps it open says
 * by `current` what the instance has become since.
 */
export async function openTarget(
  { db, cipher, appUrl, targets }: Pick<EngineContext, "db" | "cipher" | "appUrl" | "targets">,
  instance: Instance,
  current = () => instance,
): Promise<Target> {
  const factory = await targets.of(instance.serverName);
  const target = await factory.open(instance, () => readCredential({ db, cipher }, instance.id));
  return governTarget(target, current, connectUrl(appUrl, cipher, instance));
}
