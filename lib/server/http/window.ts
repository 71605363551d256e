import type * as z from "zod/mini";
import { problemType } from "@/lib/contracts/terms/problem";
import { type Language, negotiateLanguage } from "@/lib/words/visitor/languages";
import { visitorProblem } from "@/lib/words/visitor/problem";
import { visitorWords } from "@/lib/words/visitor/words";
import type { Caller, Context, Member, Visitor } from "../context";
import { PatchbayError, PROBLEM_KINDS } from "../errors";
import type { Verb } from "../verb";
import { readVisitor } from "./cookie";
import {
  admit,
  type Exchange,
  endpoint,
  type Handler,
  type Parsed,
  parse,
  queryOf,
  together,
} from "./endpoint";
import { requireOwnHost } from "./origin";
import { isOwnPageToken } from "./own-page";
import { readMember } from "./session";
import { type WayBack, windowPage } from "./window-page";

/** Who sits at the browser of a window: a member, a link's visitor, or both at once. */
type Who = {
  member: Member | undefined;
  visitor: Visitor;
  /** A member reads English, as the console speaks it; the person of a link what their browser asks for. */
  language: Language;
  headers: Headers;
  appUrl: string;
};

type Declaration<Query, Params, Input, Answered> = {
  /** What the window asks for, and by its action who may. */
  service: Verb<never, [input: Input], Answered>;
  query: Query;
  params?: Params;
  /** Whether our own page must have caused the request: the browser says so (`Sec-Fetch-Site`), or the address does. */
  fromOwnPage: boolean;
  /** What the service is given. */
  input: (asked: Parsed<Query> & Parsed<Params>, who: Who) => Input;
  respond: (answered: Answered, asked: Parsed<Query> & Parsed<Params>, who: Who) => Response;
  /** Where somebody goes on who was refused. */
  back?: (who: Who) => WayBack | undefined;
};

/** A route that a window of the connect flow visits: it answers people, with pages and redirects. */
export function windowRoute<
  Query extends z.ZodMiniType,
  Input,
  Answered,
  Params extends z.ZodMiniType | undefined = undefined,
>({
  service,
  query,
  params,
  fromOwnPage,
  input,
  respond,
  back,
}: Declaration<Query, Params, Input, Answered>): Handler {
  const whoIs = (member: Member | undefined, { process, request: { headers } }: Exchange): Who => {
    const visitor = readVisitor(headers, process);
    const language = member ? "en" : negotiateLanguage(headers.get("accept-language"));
    return { member, visitor, language, headers, appUrl: process.env.appUrl };
  };
  return endpoint({
    guard: (request, appUrl) => requireOwnWindow(request, appUrl, fromOwnPage),
    async act(exchange) {
      const context = await admit(exchange, service, SIGN_IN);
      if (fromOwnPage) requireOwnPage(exchange, memberOf(context));
      const sent = parse(query, queryOf(exchange.request));
      const asked = together({}, sent, parse(params, await exchange.params));
      const who = whoIs(memberOf(context), exchange);
      return respond(await service(context, input(asked, who)), asked, who);
    },
    async refuse(error, exchange) {
      const member = await readMember(exchange.process, exchange.request.headers).catch(() => undefined);
      const who = whoIs(member, exchange);
      const { status } = PROBLEM_KINDS[error.code];
      const said = refusalWords(error, who.language);
      return windowPage({
        ...said,
        status,
        requestId: exchange.asked.id,
        back: back?.(who),
        language: who.language,
      });
    },
  });
}

function refusalWords({ code, message, fields, retryAfter }: PatchbayError, language: Language) {
  const { status, title } = PROBLEM_KINDS[code];
  // Of the fields there are none here to mark.
  const [text = message] = Object.values(fields ?? {}).flat();
  if (language === "en") return { title, text };
  const words = visitorWords(language);
  return {
    title: words.failed,
    text: visitorProblem({ type: problemType(code), status, retryAfter }, words),
  };
}

const SIGN_IN = "Sign in to the console in this browser, then press Connect again.";

function requireOwnWindow(request: Request, appUrl: string, fromOwnPage: boolean): void {
  requireOwnHost(request, appUrl);
  // A sign-in link that was copied and pasted into a tab comes from no site at all.
  const site = request.headers.get("sec-fetch-site") ?? "none";
  if (fromOwnPage && site !== "same-origin" && site !== "none") {
    throw new PatchbayError("foreign-origin", NOT_OURS);
  }
}

/** Where the browser says nothing, a member's own page is told by its token. A link's address is a secret in itself. */
function requireOwnPage({ request, process }: Exchange, member: Member | undefined): void {
  if (!member || request.headers.has("sec-fetch-site")) return;
  const token = new URL(request.url).searchParams.get("token");
  if (!isOwnPageToken(process.cipher, member.id, token)) throw new PatchbayError("foreign-origin", NOT_OURS);
}

const NOT_OURS = "Connecting starts from a page of ours, with its Connect button.";

function memberOf({ caller }: Context<Caller>): Member | undefined {
  return caller.kind === "member" ? caller : undefined;
}
