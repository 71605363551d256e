import type { Metadata } from "next";
import { FullPage } from "@/components/layout/full-page";
import { ButtonLink } from "@/components/ui/button-link";
import { HOME_PATH } from "@/lib/paths";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <FullPage
      title="There is nothing here"
      description="The address may be mistyped, or what it named was removed, or it belongs to somebody else."
    >
      <ButtonLink href={HOME_PATH} variant="primary">
        Create a server URL
      </ButtonLink>
    </FullPage>
  );
}
