import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ApiKeyList } from "@/components/api-keys/api-key-list";
import { CreateApiKey } from "@/components/api-keys/create-api-key";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { mayDo } from "@/lib/contracts/action";
import { PATHS } from "@/lib/paths";
import { apiKeysQuery } from "@/lib/queries/api-keys";
import { makeQueryClient } from "@/lib/queries/client";
import { requirePage } from "@/lib/server/http/page";
import { listApiKeys } from "@/lib/server/services/api-keys/list";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const context = await requirePage();
  const may = mayDo(context.caller.role, "api-key.list");
  const client = makeQueryClient();
  if (may) await client.prefetchQuery({ ...apiKeysQuery, queryFn: () => listApiKeys(context) });
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="API keys"
        description="By a key, a program uses the engine's API under /engine, or this console's own under /api. What it does stands in the record under the key's name."
        actions={
          <>
            <ButtonLink href={PATHS.apiReference}>API reference</ButtonLink>
            {may && <CreateApiKey />}
          </>
        }
      />
      {may ? <ApiKeyList /> : <Alert kind="info">An administrator makes and revokes API keys.</Alert>}
    </Prefetched>
  );
}
