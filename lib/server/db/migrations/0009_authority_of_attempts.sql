ALTER TABLE "connect_attempt" ADD COLUMN "link_id" uuid;--> statement-breakpoint
ALTER TABLE "connect_attempt" ADD COLUMN "return_said" text;--> statement-breakpoint
ALTER TABLE "connect_link_visit" ADD COLUMN "keyed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connect_attempt" ADD CONSTRAINT "connect_attempt_link_id_connect_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."connect_link"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connect_attempt_link" ON "connect_attempt" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "connect_attempt_oldest" ON "connect_attempt" USING btree ("created_at");