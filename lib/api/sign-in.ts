import { type ScimTokenMade, scimTokenMadeSchema, scimTokenRemovedSchema } from "@/lib/contracts/scim";
import {
  type AllowPasswordsRequest,
  type RequireSecondFactorRequest,
  type SignInRules,
  type SignInWays,
  type SingleSignOnForm,
  signInRulesSchema,
  signInWaysSchema,
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

/** `PUT /api/sign-in/password` */
export function allowPasswords(body: AllowPasswordsRequest): Promise<SignInRules> {
  return request("/api/sign-in/password", { method: "PUT", body, answer: signInRulesSchema });
}

/** `PUT /api/sign-in/single-sign-on` */
export function updateSingleSignOn(body: SingleSignOnForm): Promise<SignInRules> {
  return request("/api/sign-in/single-sign-on", { method: "PUT", body, answer: signInRulesSchema });
}

/** `DELETE /api/sign-in/single-sign-on` */
export function removeSingleSignOn(): Promise<SignInRules> {
  return request("/api/sign-in/single-sign-on", { method: "DELETE", answer: signInRulesSchema });
}

/** `GET /api/sign-in/ways` */
export function listSignInWays(signal?: AbortSignal): Promise<SignInWays> {
  return request("/api/sign-in/ways", { answer: signInWaysSchema, signal });
}

/** `POST /api/sign-in/scim-token` */
export function makeScimToken(): Promise<ScimTokenMade> {
  return request("/api/sign-in/scim-token", { method: "POST", answer: scimTokenMadeSchema });
}

/** `DELETE /api/sign-in/scim-token` */
export function removeScimToken(): Promise<{ removed: boolean }> {
  return request("/api/sign-in/scim-token", { method: "DELETE", answer: scimTokenRemovedSchema });
}
