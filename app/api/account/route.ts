import { accountAnswerSchema, accountSchema, updateAccountRequestSchema } from "@/lib/contracts/account";
import { json } from "@/lib/server/http/json";
import { readAccount } from "@/lib/server/services/account/read";
import { updateAccount } from "@/lib/server/services/account/update";

export const GET = json({ service: readAccount, answer: accountSchema });

export const PATCH = json({
  service: updateAccount,
  body: updateAccountRequestSchema,
  answer: accountAnswerSchema,
});
