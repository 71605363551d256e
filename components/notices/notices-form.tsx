"use client";

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Controller, useForm } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { submitting } from "@/components/ui/submitting";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { WebhookEvents } from "@/components/webhooks/webhook-events";
import { type NoticesForm as Form, noticesFormSchema } from "@/lib/contracts/notice";
import { noticesQuery, useUpdateNotices } from "@/lib/queries/notices";
import { SendTestNotice } from "./send-test-notice";
import { SlackField } from "./slack-field";

/** What one is told of, and by which way. */
export function NoticesForm() {
  const {
    data: { notices },
  } = useSuspenseQuery(noticesQuery);
  const update = useUpdateNotices();
  const mailErrorId = useId();
  const { events, byMail, mailOffered, slackHost, failure } = notices;
  const form = useForm<Form>({
    resolver: standardSchemaResolver(noticesFormSchema),
    defaultValues: { events, byMail, slackUrl: undefined },
  });
  const { errors } = form.formState;
  const submit = submitting(form, async (values) => {
    await update.mutateAsync({ ...values, byMail: mailOffered && values.byMail });
    form.resetField("slackUrl");
    toast({ kind: "positive", title: "Saved" });
  });

  return (
    <form method="post" noValidate onSubmit={submit}>
      {failure && (
        <Alert kind="caution" title="The latest notice did not reach you" className="mb-4">
          {failure.reason}
        </Alert>
      )}
      <Controller
        control={form.control}
        name="events"
        render={({ field }) => (
          <WebhookEvents chosen={field.value} onChange={field.onChange} error={errors.events?.message} />
        )}
      />
      {mailOffered ? (
        <Switch
          {...form.register("byMail")}
          label="By mail"
          description="To your address; what happens within a minute comes at once."
        />
      ) : (
        <p className="text-muted text-sm">Not by mail: this console sends none, as SMTP_URL is not set.</p>
      )}
      <FieldError id={mailErrorId}>{errors.byMail?.message}</FieldError>
      <SlackField form={form} slackHost={slackHost} />
      {errors.root?.message && (
        <Alert kind="negative" title="It was not saved" className="mb-4">
          {errors.root.message}
        </Alert>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={update.isPending} busyLabel="Saving">
          Save notices
        </Button>
        {(byMail || slackHost !== null) && <SendTestNotice />}
      </div>
    </form>
  );
}
