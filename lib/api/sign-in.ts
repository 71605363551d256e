import {
  type RequireSecondFactorRequest,
  type SignInRules,
  signInRulesSchema,
} from "@/lib/contracts/sign-in";
import { request } from "./request";

/** `GET /api/sign-in` */
export function readSignInRules(signal?: AbortSignal): Promise<SignInRules> {
  return request("/api/sign-in", { answer: signInRulesSchema, signal });
}

/** `PUT /api/sign-in/second-factor` */
export function requireSecondFactor(body: RequireSecondFactorRequest): Promise<SignInRules> {
  return request("/api/sign-in/second-factor", { method: "PUT", body, answer: signInRulesSchema });
}
