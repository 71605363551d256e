import {
  choosePasswordRequestSchema,
  memberTokenParamsSchema,
  signInAsAnswerSchema,
} from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { choosePassword } from "@/lib/server/services/members/choose-password";

export const POST = json({
  service: choosePassword,
  params: memberTokenParamsSchema,
  body: choosePasswordRequestSchema,
  answer: signInAsAnswerSchema,
});
