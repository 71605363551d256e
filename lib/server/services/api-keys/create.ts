import type { CreateApiKeyAnswer, CreateApiKeyRequest } from "@/lib/contracts/api-key";
import { roleIncludes } from "@/lib/contracts/terms/role";
import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import { apiKey } from "../../db/schema/api-key";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { serializeApiKey } from "./serialize";

const DAY = 24 * 60 * 60 * 1000;

/** What every key begins with, so that one that lies about is recognised. */
const MARK = "pb_";
/** Characters that are shown of a key; of 256 random bits, they give away 36. */
const SHOWN = MARK.length + 6;

/** Makes an API key. It is told here and never again. @throws PatchbayError `invalid` where its role is above the maker's */
export const createApiKey = verb(
  "api-key.create",
  ["member"],
  async (context, input: CreateApiKeyRequest): Promise<CreateApiKeyAnswer> => {
    const { db, caller } = context;
    const { name, role, account, expiresInDays } = input;
    if (!roleIncludes(caller.role, role)) {
      throw new PatchbayError("invalid", "A key may do no more than whoever makes it.", {
        fields: { role: ["Choose a role that yours includes."] },
      });
    }
    const scopes = [...new Set(input.scopes)];
    const secret = MARK + randomToken();
    const createdAt = new Date();
    const expiresAt = expiresInDays === null ? null : new Date(createdAt.getTime() + expiresInDays * DAY);
    return db.transaction(async (tx) => {
      const [row] = await tx
        .insert(apiKey)
        .values({
          name,
          secretHash: hashToken(secret),
          prefix: secret.slice(0, SHOWN),
          scopes,
          role,
          account,
          createdBy: caller.id,
          createdByName: caller.name,
          createdAt,
          expiresAt,
        })
        .returning();
      if (!row) throw new Error("the key was not stored");
      const details = { name, scopes, role, account, expiresAt: expiresAt?.toISOString() ?? null };
      await recordAudit(tx, context, { action: "api-key.create", subject: row.id, details });
      return { key: serializeApiKey(row, true), secret };
    });
  },
);
