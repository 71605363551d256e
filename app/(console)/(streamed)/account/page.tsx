import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ProfileForm } from "@/components/account/profile-form";
import { SessionList } from "@/components/account/session-list";
import { ChangePasswordForm } from "@/components/auth/change-password-form";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { SignOutButton } from "@/components/layout/sign-out-button";
import { NoticesForm } from "@/components/notices/notices-form";
import { PasskeySettings } from "@/components/passkeys/passkey-settings";
import { SecondFactorSettings } from "@/components/second-factor/second-factor-settings";
import { buttonStyle } from "@/components/ui/button-style";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { accountQuery } from "@/lib/queries/account";
import { makeQueryClient } from "@/lib/queries/client";
import { noticesQuery } from "@/lib/queries/notices";
import { requirePage } from "@/lib/server/http/page";
import { readAccount } from "@/lib/server/services/account/read";
import { readNotices } from "@/lib/server/services/notices/read";
import { ROLE_LABELS } from "@/lib/words/labels";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const context = await requirePage();
  const client = makeQueryClient();
  await Promise.all([
    client.fetchQuery({ ...accountQuery, queryFn: () => readAccount(context) }),
    client.fetchQuery({ ...noticesQuery, queryFn: () => readNotices(context) }),
  ]);
  const { email, role } = context.caller;
  return (
    <Prefetched state={dehydrate(client)}>
      <div className="max-w-2xl">
        <PageHeader
          title="Account"
          description={`Your role is ${ROLE_LABELS[role]}.`}
          actions={<SignOutButton className={buttonStyle("secondary", "medium")} />}
        />
        <div className="space-y-6">
          <Card>
            <CardHeader>
              <CardTitle>You</CardTitle>
            </CardHeader>
            <CardBody>
              <ProfileForm />
            </CardBody>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>Password</CardTitle>
            </CardHeader>
            <CardBody>
              <ChangePasswordForm email={email} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>Second factor</CardTitle>
            </CardHeader>
            <CardBody>
              <SecondFactorSettings />
            </CardBody>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>Passkeys</CardTitle>
            </CardHeader>
            <CardBody>
              <PasskeySettings />
            </CardBody>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>Notices</CardTitle>
            </CardHeader>
            <CardBody>
              <NoticesForm />
            </CardBody>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>Where you are signed in</CardTitle>
            </CardHeader>
            <SessionList />
          </Card>
        </div>
      </div>
    </Prefetched>
  );
}
