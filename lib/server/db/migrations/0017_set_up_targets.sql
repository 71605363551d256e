CREATE TABLE "engine_client" (
	"issuer" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" text,
	"secret_expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "engine_client_issuer_redirect_uri_pk" PRIMARY KEY("issuer","redirect_uri")
);
--> statement-breakpoint
CREATE TABLE "engine_readiness" (
	"server_name" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"verdict" text NOT NULL,
	"words" text NOT NULL,
	"tested_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_refresh" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"instance_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"process" text NOT NULL,
	"outcome" text NOT NULL,
	"token_before" text NOT NULL,
	"token_after" text,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "engine_target" (
	"server_name" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"url" text,
	"transport" text,
	"registration" text,
	"client_id" text,
	"client_secret" text,
	"scopes" text,
	"headers" text,
	"key_header" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "engine_authorization" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "engine_credential" ADD COLUMN "grant" text;--> statement-breakpoint
ALTER TABLE "engine_credential" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engine_credential" ADD COLUMN "refresh_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engine_credential" ADD COLUMN "refused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engine_credential" ADD COLUMN "lease_owner" uuid;--> statement-breakpoint
ALTER TABLE "engine_credential" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engine_refresh" ADD CONSTRAINT "engine_refresh_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "engine_refresh_of_instance" ON "engine_refresh" USING btree ("instance_id","at");