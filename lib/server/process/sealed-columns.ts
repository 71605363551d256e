import { getTableColumns, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import { secondFactor } from "../db/schema/auth";
import { combinedUrl } from "../db/schema/combined-url";
import {
  engineAuthorization,
  engineClient,
  engineCredential,
  engineWhiteLabel,
} from "../db/schema/engine-credential";
import { engineTarget } from "../db/schema/engine-target";
import { gatewayAnswer, gatewayRequest } from "../db/schema/gateway";
import { instance } from "../db/schema/instance";
import { memberNotices } from "../db/schema/notice";
import { singleSignOn } from "../db/schema/organisation";
import { keptKey } from "../db/schema/secret-check";
import { webhookEndpoint } from "../db/schema/webhook";
import { providerContext, verifierContext } from "../engine/store/authorizations";
import { secretContext as clientContext } from "../engine/store/clients";
import { secretContext as credentialContext, grantContext } from "../engine/store/credentials";
import { partContext, requestContext } from "../engine/store/gateway-sessions";
import { headersContext, secretContext as targetContext } from "../engine/store/targets";
import { secretContext as whiteLabelContext } from "../engine/store/white-labels";
import { sealedAs } from "../services/combined-urls/find";
import { SEALED_AS } from "../services/instances/secrets";
import { slackContext } from "../services/notices/find";
import { secretContext as secondFactorContext } from "../services/second-factor/secret";
import { CLIENT_SECRET } from "../services/single-sign-on/provider";
import { previousSecretContext, secretContext as webhookContext } from "../services/webhooks/secrets";
import { keptAs } from "./kept-keys";

type Row = Record<string, unknown>;

/** A column of sealed values, and under which name a row's value is sealed. */
export type SealedColumn = {
  table: PgTable;
  column: PgColumn;
  /** The column's name in rows as they are read, and those of the columns by which rows are told apart. */
  field: string;
  key: { field: string; column: PgColumn }[];
  nameOf: (row: Row) => string;
  /** When a row may be written: who renews a credential must find what they keep as they read it. */
  free?: SQL | undefined;
};

function sealed<Table extends PgTable>(
  table: Table,
  field: keyof Table["$inferSelect"] & string,
  nameOf: (row: Table["$inferSelect"]) => string,
  free?: SQL,
): SealedColumn {
  const columns = Object.entries<PgColumn>(getTableColumns(table));
  const column = columns.find(([name]) => name === field)?.[1];
  if (!column) throw new Error(`there is no ${field}`);
  const together = getTableConfig(table).primaryKeys[0]?.columns.map(({ name }) => name);
  const key = columns
    .filter(([, each]) => together?.includes(each.name) ?? each.primary)
    .map(([name, each]) => ({ field: name, column: each }));
  return { table, column, field, key, nameOf: nameOf as (row: Row) => string, free };
}

const { leaseUntil } = engineCredential;
const unleased = or(isNull(leaseUntil), lt(leaseUntil, sql`now()`));

/** Every column that holds what the cipher sealed, but the check value, which a rotation writes last. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  sealed(keptKey, "value", ({ purpose }) => keptAs(purpose)),
  sealed(instance, "serverUrl", ({ id }) => SEALED_AS.serverUrl(id)),
  sealed(instance, "oauthUrl", ({ id }) => SEALED_AS.oauthUrl(id)),
  sealed(combinedUrl, "serverUrl", ({ id }) => sealedAs(id)),
  sealed(engineCredential, "secret", ({ instanceId }) => credentialContext(instanceId), unleased),
  sealed(engineCredential, "grant", ({ instanceId }) => grantContext(instanceId), unleased),
  sealed(engineAuthorization, "codeVerifier", ({ stateHash }) => verifierContext(stateHash)),
  sealed(engineAuthorization, "provider", ({ stateHash }) => providerContext(stateHash)),
  sealed(engineTarget, "clientSecret", ({ serverName }) => targetContext(serverName)),
  sealed(engineTarget, "headers", ({ serverName }) => headersContext(serverName)),
  sealed(engineClient, "clientSecret", clientContext),
  sealed(engineWhiteLabel, "clientSecret", ({ account, clientId }) => whiteLabelContext(account, clientId)),
  sealed(secondFactor, "secret", ({ userId }) => secondFactorContext(userId)),
  sealed(singleSignOn, "clientSecret", () => CLIENT_SECRET),
  sealed(webhookEndpoint, "secret", ({ id }) => webhookContext(id)),
  sealed(webhookEndpoint, "previousSecret", ({ id }) => previousSecretContext(id)),
  sealed(memberNotices, "slackUrl", ({ memberId }) => slackContext(memberId)),
  sealed(gatewayRequest, "request", ({ id }) => requestContext(id)),
  sealed(gatewayAnswer, "content", ({ requestId, position }) => partContext(requestId, position)),
];
