import { scimTokenMadeSchema, scimTokenRemovedSchema } from "@/lib/contracts/scim";
import { json } from "@/lib/server/http/json";
import { makeScimToken, removeScimToken } from "@/lib/server/services/scim/token";

export const POST = json({ service: makeScimToken, answer: scimTokenMadeSchema });

export const DELETE = json({ service: removeScimToken, answer: scimTokenRemovedSchema });
