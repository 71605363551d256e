import type * as z from "zod/mini";
import type { Actor, PublicContext } from "../context";
import { PatchbayError, PROBLEM_KINDS } from "../errors";
import { runtime } from "../process/runtime";
import { publicContext, readActor, requestIdOf } from "./session";
import { type WayBack, windowPage } from "./window-page";

/** A window may be a member's or a link visitor's. */
type WindowContext = PublicContext & { actor: Actor | undefined };

type Declaration<Query extends z.ZodMiniType, Params extends z.ZodMiniType | undefined> = {
  query: Query;
  params?: Params;
  /** Whether our own page must have caused the request, as far as the browser tells (`Sec-Fetch-Site`). */
  fromOwnPage: boolean;
  /** Where somebody goes on who was refused. */
  back?: (context: WindowContext, request: Request) => WayBack | undefined;
  handle: (
    context: WindowContext,
    query: z.output<Query>,
    params: Params extends z.ZodMiniType ? z.output<Params> : undefined,
    request: Request,
  ) => Promise<Response>;
};

type Segment = { params: Promise<Record<string, string | string[]>> };

/** A route that a window of the connect flow visits: it answers people, with pages and redirects. */
export function windowRoute<
  Query extends z.ZodMiniType,
  Params extends z.ZodMiniType | undefined = undefined,
>({ query, params, fromOwnPage, back, handle }: Declaration<Query, Params>) {
  return async (request: Request, segment: Segment): Promise<Response> => {
    const requestId = requestIdOf(request.headers);
    const process = await runtime();
    const context = publicContext(process, request.headers, requestId);
    let actor: Actor | undefined;
    try {
      requireOwnWindow(request, process.env.appUrl, fromOwnPage);
      actor = await readActor(process, request.headers);
      const asked = parse(query, Object.fromEntries(new URL(request.url).searchParams)) as z.output<Query>;
      const named = params && parse(params, await segment.params);
      return await handle({ ...context, actor }, asked, named as never, request);
    } catch (error) {
      const known = error instanceof PatchbayError ? error : undefined;
      if (!known) context.log.error({ err: error }, "unexpected error in a connect window");
      const { status, title } = PROBLEM_KINDS[known?.code ?? "internal"];
      const text = known?.message ?? "The console's log says more.";
      return windowPage({ status, title, text, requestId, back: back?.({ ...context, actor }, request) });
    }
  };
}

/** @throws PatchbayError `unauthenticated` */
export function requireMember(actor: Actor | undefined): Actor {
  if (actor) return actor;
  throw new PatchbayError(
    "unauthenticated",
    "Sign in to the console in this browser, then press Connect again.",
  );
}

function requireOwnWindow(request: Request, appUrl: string, fromOwnPage: boolean): void {
  if (request.headers.get("host") !== new URL(appUrl).host) {
    throw new PatchbayError("foreign-origin", `This console answers at ${appUrl} alone.`);
  }
  // A sign-in link that was copied and pasted into a tab comes from no site at all.
  const site = request.headers.get("sec-fetch-site") ?? "none";
  if (fromOwnPage && site !== "same-origin" && site !== "none") {
    throw new PatchbayError(
      "foreign-origin",
      "Connecting starts from a page of ours, with its Connect button.",
    );
  }
}

function parse(schema: z.ZodMiniType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PatchbayError("invalid", parsed.error.issues[0]?.message ?? "This address is not complete.");
}
