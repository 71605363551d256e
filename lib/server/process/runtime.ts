import "server-only";
import type { Runtime } from "./context";

// On globalThis, because the bundler may give each route its own copy of this module.
const holder = globalThis as typeof globalThis & { patchbayRuntime?: Promise<Runtime> };

/**
 * The process's runtime, opened at the first call. A failed opening is tried again at the next. What opens it is loaded
 * then: the bundler would otherwise put the engine and every library into each of the routes.
 */
export function runtime(): Promise<Runtime> {
  holder.patchbayRuntime ??= import("./open-runtime")
    .then(({ openRuntime }) => openRuntime())
    .catch((error) => {
      holder.patchbayRuntime = undefined;
      throw error;
    });
  return holder.patchbayRuntime;
}
