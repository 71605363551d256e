import * as z from "zod/mini";
import { roleSchema } from "./member";
import { storable } from "./text";
import { isBaseAddress } from "./web-address";

const line = (most: number, empty: string) =>
  z
    .string({ error: empty })
    .check(
      z.trim(),
      z.minLength(1, { error: empty }),
      z.maxLength(most, { error: `Use at most ${most} characters.` }),
      storable,
    );

/** A name of the DNS, without a dot at its end. */
const DOMAIN = /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/;

const domainSchema = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.regex(DOMAIN, { error: "Write domains such as example.com." }));

const claimValueSchema = z._default(z.string().check(z.trim(), z.maxLength(200), storable), "");

/** What the values of the role claim mean; an empty one means none. */
const roleValuesSchema = z.object({
  administrator: claimValueSchema,
  operator: claimValueSchema,
  viewer: claimValueSchema,
});

/** `PUT /api/sign-in/single-sign-on`: an OpenID provider, and what it decides. */
export const singleSignOnFormSchema = z.object({
  /** As the button on the sign-in page names it. */
  label: line(40, "Name the provider, as your colleagues know it."),
  issuer: line(500, "Enter the provider's issuer.").check(
    z.refine(isBaseAddress, { error: "Enter an address such as https://login.example.com." }),
  ),
  clientId: line(500, "Enter the client id that the provider gave."),
  /** Left out, it stays as it is; null takes it away. */
  clientSecret: z.optional(z.nullable(line(2000, "Enter the client secret."))),
  /** Of the addresses that may come in; without any, those that the provider says are verified. */
  domains: z.array(domainSchema).check(z.maxLength(50, { error: "Name at most 50 domains." })),
  /** The claim that holds a member's role, or a list of which one is it; null where roles are given here. */
  roleClaim: z.nullable(line(200, "Name the claim.")),
  roleValues: roleValuesSchema,
  /** Of whoever has none by the claim and is no member yet; null lets nobody new in. */
  defaultRole: z.nullable(roleSchema),
});
export type SingleSignOnForm = z.output<typeof singleSignOnFormSchema>;

export const singleSignOnSchema = z.extend(z.omit(singleSignOnFormSchema, { clientSecret: true }), {
  hasSecret: z.boolean(),
  /** Whether the environment names the provider, so that this page cannot. */
  byEnvironment: z.boolean(),
});
export type SingleSignOn = z.output<typeof singleSignOnSchema>;

/** `GET /api/sign-in`: how members come in. */
export const signInRulesSchema = z.object({
  /** Whether whoever signs in by a password must show a second factor too. */
  requiresSecondFactor: z.boolean(),
  allowsPasswords: z.boolean(),
  /** Null where there is none. */
  singleSignOn: z.nullable(singleSignOnSchema),
  /** By which a directory provisions members. */
  scim: z.object({
    address: z.string(),
    /** Null where there is no token. */
    token: z.nullable(
      z.object({
        prefix: z.string(),
        createdBy: z.string(),
        createdAt: z.string(),
        lastUsedAt: z.nullable(z.string()),
      }),
    ),
  }),
  /** What the provider is to be told of this console. */
  redirectUri: z.string(),
  logoutUri: z.string(),
});
export type SignInRules = z.infer<typeof signInRulesSchema>;

/** `GET /api/sign-in/ways`: what the sign-in page offers. */
export const signInWaysSchema = z.object({
  allowsPasswords: z.boolean(),
  /** The provider's name; null where there is none. */
  singleSignOn: z.nullable(z.string()),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;

/** `PUT /api/sign-in/second-factor` */
export const requireSecondFactorRequestSchema = z.object({ isRequired: z.boolean({ error: "Yes or no." }) });
export type RequireSecondFactorRequest = z.infer<typeof requireSecondFactorRequestSchema>;

/** `PUT /api/sign-in/password` */
export const allowPasswordsRequestSchema = z.object({ isAllowed: z.boolean({ error: "Yes or no." }) });
export type AllowPasswordsRequest = z.infer<typeof allowPasswordsRequestSchema>;

/** `GET /api/sign-in/single-sign-on`: where to go on afterwards. */
export const beginSingleSignOnQuerySchema = z.object({
  next: z.optional(z.string().check(z.maxLength(2048))),
});
