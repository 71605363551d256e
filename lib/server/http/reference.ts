import "server-only";
import type { OpenApiDocument } from "@/lib/openapi/document";
import { runtime } from "../process/runtime";
import { type DescribedRoute, describeConsole } from "./describe";

/** The documents of both APIs, for the page that shows them. The engine is asked for its own, as by a stranger. */
export async function readReference(
  routes: readonly DescribedRoute[],
): Promise<{ engine: OpenApiDocument | undefined; console: OpenApiDocument }> {
  const { engine, env } = await runtime();
  const answer = await engine?.fetch(new Request(`${env.appUrl}/engine/openapi.json`));
  return { engine: await answer?.json(), console: describeConsole(routes, env.appUrl) };
}
