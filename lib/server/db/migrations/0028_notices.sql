CREATE TABLE "member_notices" (
	"member_id" text PRIMARY KEY NOT NULL,
	"events" jsonb NOT NULL,
	"by_mail" boolean NOT NULL,
	"slack_url" text,
	"slack_host" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" text NOT NULL,
	"channel" text NOT NULL,
	"message_id" uuid NOT NULL,
	"line" text NOT NULL,
	"page" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"next_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tried_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "member_notices" ADD CONSTRAINT "member_notices_member_id_user_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_member_id_user_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_once" ON "notice" USING btree ("member_id","channel","message_id");--> statement-breakpoint
CREATE INDEX "notice_due" ON "notice" USING btree ("next_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "notice_oldest" ON "notice" USING btree ("created_at");