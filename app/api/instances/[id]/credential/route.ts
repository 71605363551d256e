import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { credentialHistorySchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { readCredentialHistory } from "@/lib/server/services/instances/credential";

export const GET = json({
  service: readCredentialHistory,
  params: instanceIdParamsSchema,
  answer: credentialHistorySchema,
});
