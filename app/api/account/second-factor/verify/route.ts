import { codeRequestSchema, verifiedSchema } from "@/lib/contracts/second-factor";
import { json } from "@/lib/server/http/json";
import { verifySecondFactor } from "@/lib/server/services/second-factor/verify";

export const POST = json({ service: verifySecondFactor, body: codeRequestSchema, answer: verifiedSchema });
