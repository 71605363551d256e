CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"address" text,
	"request_id" text,
	"outcome" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "setup_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'viewer' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_authorization" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"instance_id" uuid NOT NULL,
	"code_verifier" text NOT NULL,
	"redirect_url" text,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_credential" (
	"instance_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"secret" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_instance" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account" text NOT NULL,
	"server_name" text NOT NULL,
	"user_id" text NOT NULL,
	"platform_name" text DEFAULT '' NOT NULL,
	"connection_type" text NOT NULL,
	"legacy" boolean NOT NULL,
	"is_read_only" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_user" (
	"account" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "engine_user_account_user_id_pk" PRIMARY KEY("account","user_id")
);
--> statement-breakpoint
CREATE TABLE "engine_sandbox_code" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"scope" text NOT NULL,
	"code_challenge" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_sandbox_record" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"instance_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"extra" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connect_attempt" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"instance_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"nonce_hash" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"window" text NOT NULL,
	"was_authenticated" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"returned_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "instance" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"upstream" text NOT NULL,
	"upstream_instance_id" text NOT NULL,
	"server_name" text NOT NULL,
	"user_id" text NOT NULL,
	"platform_name" text DEFAULT '' NOT NULL,
	"connection_type" text NOT NULL,
	"legacy" boolean NOT NULL,
	"is_read_only" boolean NOT NULL,
	"server_url" text NOT NULL,
	"oauth_url" text,
	"status" text NOT NULL,
	"status_checked_at" timestamp with time zone,
	"swept_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"connected_at" timestamp with time zone,
	"missing_since" timestamp with time zone,
	"search_text" text GENERATED ALWAYS AS (lower(server_name || ' ' || user_id || ' ' || platform_name || ' ' || upstream_instance_id || ' ' || id::text)) STORED NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"action" text NOT NULL,
	"user_id" text,
	"state" text NOT NULL,
	"total" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_by_email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "job_item" (
	"job_id" uuid NOT NULL,
	"instance_id" uuid NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"label" jsonb NOT NULL,
	"claimed_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "job_item_job_id_instance_id_pk" PRIMARY KEY("job_id","instance_id")
);
--> statement-breakpoint
CREATE TABLE "connect_link" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"person" text NOT NULL,
	"user_id" text NOT NULL,
	"openings" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	CONSTRAINT "connect_link_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "connect_link_item" (
	"link_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"instance_id" uuid NOT NULL,
	CONSTRAINT "connect_link_item_link_id_position_pk" PRIMARY KEY("link_id","position")
);
--> statement-breakpoint
CREATE TABLE "connect_link_visit" (
	"link_id" uuid NOT NULL,
	"visitor_hash" text NOT NULL,
	"confirmed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connect_link_visit_link_id_visitor_hash_pk" PRIMARY KEY("link_id","visitor_hash")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"logo" "bytea",
	"logo_type" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_is_one" CHECK ("organisation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "upstream_hour" (
	"upstream" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"calls" integer NOT NULL,
	"failures" integer NOT NULL,
	"total_time" integer NOT NULL,
	"slowest" integer NOT NULL,
	CONSTRAINT "upstream_hour_upstream_hour_pk" PRIMARY KEY("upstream","hour")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_authorization" ADD CONSTRAINT "engine_authorization_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_credential" ADD CONSTRAINT "engine_credential_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_sandbox_record" ADD CONSTRAINT "engine_sandbox_record_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_attempt" ADD CONSTRAINT "connect_attempt_instance_id_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_item" ADD CONSTRAINT "job_item_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_link_item" ADD CONSTRAINT "connect_link_item_link_id_connect_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."connect_link"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_link_item" ADD CONSTRAINT "connect_link_item_instance_id_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_link_visit" ADD CONSTRAINT "connect_link_visit_link_id_connect_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."connect_link"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_latest" ON "audit_event" USING btree ("at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "account_user_id_index" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "account_provider_id_account_id_index" ON "account" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "session_user_id_index" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier_index" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "engine_instance_identity" ON "engine_instance" USING btree ("account","server_name","user_id","platform_name");--> statement-breakpoint
CREATE INDEX "engine_sandbox_record_of_instance" ON "engine_sandbox_record" USING btree ("instance_id","kind");--> statement-breakpoint
CREATE INDEX "connect_attempt_latest" ON "connect_attempt" USING btree ("instance_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "instance_identity" ON "instance" USING btree ("upstream","server_name","user_id","platform_name");--> statement-breakpoint
CREATE INDEX "instance_latest" ON "instance" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "instance_by_server" ON "instance" USING btree ("server_name","created_at","id");--> statement-breakpoint
CREATE INDEX "instance_by_user" ON "instance" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "instance_by_status" ON "instance" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "instance_by_platform" ON "instance" USING btree ("platform_name","created_at","id");--> statement-breakpoint
CREATE INDEX "instance_by_creator" ON "instance" USING btree ("created_by","created_at","id");--> statement-breakpoint
CREATE INDEX "instance_by_transport" ON "instance" USING btree ("connection_type","created_at","id");--> statement-breakpoint
CREATE INDEX "instance_by_access" ON "instance" USING btree ("is_read_only","created_at","id");--> statement-breakpoint
CREATE INDEX "instance_sorted_by_server" ON "instance" USING btree ("server_name","id");--> statement-breakpoint
CREATE INDEX "instance_sorted_by_user" ON "instance" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "instance_sorted_by_status" ON "instance" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "instance_stale" ON "instance" USING btree ("swept_at" NULLS FIRST,"status_checked_at" NULLS FIRST) WHERE status <> 'no-sign-in-needed';--> statement-breakpoint
CREATE INDEX "instance_missing" ON "instance" USING btree ("created_at","id") WHERE missing_since is not null;--> statement-breakpoint
CREATE INDEX "instance_connected" ON "instance" USING btree ("connected_at","created_at");--> statement-breakpoint
CREATE INDEX "instance_search" ON "instance" USING gin ("search_text" gin_trgm_ops) WITH (gin_pending_list_limit=64);--> statement-breakpoint
CREATE INDEX "job_latest" ON "job" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "job_running" ON "job" USING btree ("state") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "job_item_open" ON "job_item" USING btree ("job_id","state");--> statement-breakpoint
CREATE INDEX "connect_link_latest" ON "connect_link" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "connect_link_user" ON "connect_link" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "connect_link_item_instance_id_index" ON "connect_link_item" USING btree ("instance_id");