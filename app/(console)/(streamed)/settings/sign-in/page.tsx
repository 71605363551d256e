import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { PasswordRule } from "@/components/sign-in/password-rule";
import { ProviderAddresses } from "@/components/sign-in/provider-addresses";
import { Provisioning } from "@/components/sign-in/provisioning";
import { RemoveSingleSignOn } from "@/components/sign-in/remove-single-sign-on";
import { SecondFactorRule } from "@/components/sign-in/second-factor-rule";
import { SingleSignOnForm } from "@/components/sign-in/single-sign-on-form";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { mayDo } from "@/lib/contracts/action";
import { makeQueryClient } from "@/lib/queries/client";
import { signInRulesQuery } from "@/lib/queries/sign-in";
import { requirePage } from "@/lib/server/http/page";
import { readSignInRules } from "@/lib/server/services/sign-in/read";

export const metadata: Metadata = { title: "Sign-in" };

export default async function SignInRulesPage() {
  const context = await requirePage();
  const may = mayDo(context.caller.role, "sign-in.read");
  const client = makeQueryClient();
  if (may) await client.fetchQuery({ ...signInRulesQuery, queryFn: () => readSignInRules(context) });
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader title="Sign-in" description="How members come in." />
      {may ? (
        <div className="max-w-2xl space-y-6">
          <Card aria-labelledby="single-sign-on">
            <CardHeader>
              <CardTitle id="single-sign-on">Single sign-on</CardTitle>
              <RemoveSingleSignOn />
            </CardHeader>
            <CardBody>
              <ProviderAddresses />
              <SingleSignOnForm />
            </CardBody>
          </Card>
          <Card aria-labelledby="provisioning">
            <CardHeader>
              <CardTitle id="provisioning">Provisioning</CardTitle>
            </CardHeader>
            <CardBody>
              <Provisioning />
            </CardBody>
          </Card>
          <Card aria-labelledby="passwords">
            <CardHeader>
              <CardTitle id="passwords">Passwords</CardTitle>
            </CardHeader>
            <CardBody>
              <PasswordRule />
            </CardBody>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>Second factor</CardTitle>
            </CardHeader>
            <CardBody>
              <SecondFactorRule />
            </CardBody>
          </Card>
        </div>
      ) : (
        <Alert kind="info">An administrator decides how members come in.</Alert>
      )}
    </Prefetched>
  );
}
