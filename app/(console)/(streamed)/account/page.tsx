import type { Metadata } from "next";
import { ChangePasswordForm } from "@/components/auth/change-password-form";
import { PageHeader } from "@/components/layout/page-header";
import { SignOutButton } from "@/components/layout/sign-out-button";
import { buttonStyle } from "@/components/ui/button-style";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { requirePage } from "@/lib/server/http/page";
import { ROLE_LABELS } from "@/lib/words/labels";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { caller } = await requirePage();
  const facts = [
    ["Name", caller.name],
    ["Email", caller.email],
    ["Role", ROLE_LABELS[caller.role]],
  ] as const;
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Account"
        actions={<SignOutButton className={buttonStyle("secondary", "medium")} />}
      />
      <div className="space-y-6">
        <Card>
          <CardHeader>
            <CardTitle>You</CardTitle>
          </CardHeader>
          <CardBody>
            <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
              {facts.map(([term, description]) => (
                <div key={term} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="text-muted">{term}</dt>
                  <dd className="min-w-0 break-words">{description}</dd>
                </div>
              ))}
            </dl>
          </CardBody>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Password</CardTitle>
          </CardHeader>
          <CardBody>
            <ChangePasswordForm email={caller.email} />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}
