import { OrganisationHeader } from "@/components/links/organisation-header";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";

/** How the head of a connect link's page looks. */
export function HeaderPreview({ name, logo }: { name: string; logo: string | null }) {
  return (
    <Card aria-labelledby="preview">
      <CardHeader>
        <CardTitle id="preview">As people see it</CardTitle>
      </CardHeader>
      <CardBody className="bg-background">
        <OrganisationHeader name={name} logo={logo} />
        <p className="mt-5 font-semibold text-2xl tracking-tight">Connect your accounts</p>
        <p className="mt-1.5 break-words text-base text-muted">
          {name} asks you to connect these accounts, so that your AI agent can work with them.
        </p>
      </CardBody>
    </Card>
  );
}
