"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import * as z from "zod/mini";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { ImageField } from "@/components/ui/image-field";
import { base64Of } from "@/components/ui/image-file";
import { Input } from "@/components/ui/input";
import { placeProblem } from "@/components/ui/place-problem";
import { toast } from "@/components/ui/toast";
import { logoAddress } from "@/lib/api/organisation";
import { RequestError } from "@/lib/api/request-error";
import { type Organisation, organisationFormSchema } from "@/lib/contracts/organisation";
import { useUpdateOrganisation } from "@/lib/queries/organisation";
import { HeaderPreview } from "./header-preview";

const nameSchema = z.pick(organisationFormSchema, { name: true });

/** The name and the logo under which people are asked to connect their accounts. */
export function OrganisationForm({ organisation }: { organisation: Organisation }) {
  const [saved, setSaved] = useState(organisation);
  // A `data:` URL; null where the logo is to go, undefined where it stays as it is.
  const [logo, setLogo] = useState<string | null>();
  const [logoError, setLogoError] = useState<string>();
  const update = useUpdateOrganisation();
  const form = useForm({
    resolver: standardSchemaResolver(nameSchema),
    defaultValues: { name: organisation.name },
  });
  const { register, handleSubmit, formState, control } = form;
  const name = useWatch({ control, name: "name" });
  const shownLogo = logo === undefined ? logoAddress(saved) : logo;

  const submit = handleSubmit(async (typed) => {
    const changed = logo === undefined ? {} : { logo: logo && base64Of(logo) };
    try {
      setSaved(await update.mutateAsync({ ...typed, ...changed }));
      setLogo(undefined);
      toast({ kind: "positive", title: "Saved", description: "Connect links show it from now on." });
    } catch (error) {
      placeProblem(form, error);
      if (error instanceof RequestError) setLogoError(error.problem.fields?.logo?.[0]);
    }
  });

  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card aria-labelledby="organisation">
        <CardHeader>
          <CardTitle id="organisation">Your organisation</CardTitle>
        </CardHeader>
        <CardBody>
          <form method="post" noValidate onSubmit={submit}>
            <Field label="Name" error={formState.errors.name?.message}>
              {(ids) => <Input {...ids} autoComplete="organization" {...register("name")} />}
            </Field>
            <ImageField
              label="Logo"
              hasImage={shownLogo !== null}
              error={logoError}
              onChange={(next) => {
                setLogoError(undefined);
                setLogo(next);
              }}
              onRefuse={setLogoError}
            />
            <Button type="submit" variant="primary" busy={update.isPending} busyLabel="Saving">
              Save
            </Button>
            {formState.errors.root?.message && (
              <Alert kind="negative" title="It was not saved" className="mt-4">
                {formState.errors.root.message}
              </Alert>
            )}
          </form>
        </CardBody>
      </Card>
      <HeaderPreview name={name} logo={shownLogo} />
    </div>
  );
}
