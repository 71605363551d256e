import { endedSessionsAnswerSchema } from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { endOtherSessions } from "@/lib/server/services/account/end-sessions";

/** Ends all but the one that asks. */
export const DELETE = json({ service: endOtherSessions, answer: endedSessionsAnswerSchema });
