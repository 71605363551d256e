import { memberIdParamsSchema, passwordLinkAnswerSchema } from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { makePasswordLink } from "@/lib/server/services/members/password-link";

export const POST = json({
  service: makePasswordLink,
  params: memberIdParamsSchema,
  answer: passwordLinkAnswerSchema,
});
