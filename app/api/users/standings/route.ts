import { userStandingsQuerySchema, userStandingsSchema } from "@/lib/contracts/user";
import { json } from "@/lib/server/http/json";
import { countUsers } from "@/lib/server/services/users/list";

export const GET = json({
  service: countUsers,
  query: userStandingsQuerySchema,
  answer: userStandingsSchema,
});
