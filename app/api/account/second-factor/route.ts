import { newSecondFactorSchema } from "@/lib/contracts/second-factor";
import { json } from "@/lib/server/http/json";
import { beginSecondFactor } from "@/lib/server/services/second-factor/begin";

export const POST = json({ service: beginSecondFactor, answer: newSecondFactorSchema });
