ALTER TABLE "engine_sandbox_code" ADD COLUMN "ticket_hash" text;--> statement-breakpoint
ALTER TABLE "engine_sandbox_code" ADD COLUMN "taken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engine_sandbox_code" ADD COLUMN "kept_until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "rate_limit_expire" ON "rate_limit" USING btree ("expire");--> statement-breakpoint
ALTER TABLE "engine_sandbox_code" ADD CONSTRAINT "engine_sandbox_code_ticketHash_unique" UNIQUE("ticket_hash");