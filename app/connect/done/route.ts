import { connectReturnQuerySchema } from "@/lib/contracts/connect";
import { createPath, instancePath, linkPath, PATHS } from "@/lib/paths";
import { returnCookie, tokenCookie } from "@/lib/server/http/cookie";
import { windowRoute } from "@/lib/server/http/window";
import { windowPage, windowRedirect } from "@/lib/server/http/window-page";
import { completeReturn } from "@/lib/server/services/connect/return";
import { visitorWords } from "@/lib/words/visitor/words";

export const GET = windowRoute({
  service: completeReturn,
  query: connectReturnQuerySchema,
  fromOwnPage: false,
  // Behind a return that is late or was taken before lies the provider, and in the same tab nothing else.
  back: ({ member, visitor, language, headers, appUrl }) => {
    const link = !member && tokenCookie(headers, returnCookie(appUrl));
    if (link) return { href: linkPath(link), label: visitorWords(language).windowBack };
    // A visitor whose link is not known has nothing to do in the console.
    return visitor.secret && !member ? undefined : { href: PATHS.overview, label: "Go to the console" };
  },
  // A member may have opened a link in this browser as well.
  input: (returned, { member, visitor }) => ({
    ...returned,
    holders: [...(member ? [member] : []), ...(visitor.secret ? [visitor] : [])],
  }),
  respond: ({ instanceId, holder, window, page, connected, live }, _asked, { language, headers, appUrl }) => {
    if (window === "tab") {
      const link = holder.kind === "visitor" && tokenCookie(headers, returnCookie(appUrl));
      const back = page === "create" ? createPath({ instance: instanceId }) : instancePath(instanceId);
      return windowRedirect(link ? linkPath(link) : back);
    }
    const words = visitorWords(language);
    return connected
      ? windowPage({ title: words.connected, text: words.windowClose, outcome: "connected", language })
      : windowPage({ title: words.notYet, text: live ? words.windowLive : words.windowNothing, language });
  },
});
