import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import * as z from "zod/mini";
import { SIGN_IN_METHODS } from "@/lib/contracts/terms/session";

const bodySchema = z.object({
  userId: z.string(),
  method: z.enum(SIGN_IN_METHODS),
  providerSession: z.optional(z.string()),
});

/** Begins a session, with its cookie, for a member who has shown by something else than a password who they are. */
export const beginSession = {
  id: "begin-session",
  endpoints: {
    beginSession: createAuthEndpoint.serverOnly(
      { method: "POST", body: bodySchema, requireHeaders: true },
      async (context) => {
        const { internalAdapter } = context.context;
        const { userId, ...how } = context.body;
        const user = await internalAdapter.findUserById(userId);
        if (!user) throw new Error("a session was to begin for nobody");
        const session = await internalAdapter.createSession(userId, false, how, true);
        await setSessionCookie(context, { session, user });
        return context.json({ id: session.id });
      },
    ),
  },
} satisfies BetterAuthPlugin;
