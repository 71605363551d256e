CREATE TABLE "single_sign_on" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"label" text NOT NULL,
	"issuer" text NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" text,
	"domains" jsonb NOT NULL,
	"role_claim" text,
	"role_values" jsonb NOT NULL,
	"default_role" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "single_sign_on_is_one" CHECK ("single_sign_on"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "provider_session" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "allows_passwords" boolean DEFAULT true NOT NULL;