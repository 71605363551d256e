CREATE TABLE "scim_token" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"token_hash" text NOT NULL,
	"prefix" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "scim_token_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "scim_token_is_one" CHECK ("scim_token"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_externalId_unique" UNIQUE("external_id");