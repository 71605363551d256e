CREATE TABLE "engine_server_switched_off" (
	"server_name" text NOT NULL,
	"tool" text NOT NULL,
	CONSTRAINT "engine_server_switched_off_server_name_tool_pk" PRIMARY KEY("server_name","tool")
);
--> statement-breakpoint
CREATE TABLE "engine_setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_tool_version" (
	"server_name" text NOT NULL,
	"place" text NOT NULL,
	"tool" text NOT NULL,
	"hash" text NOT NULL,
	"definition" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_at" timestamp with time zone,
	CONSTRAINT "engine_tool_version_server_name_place_tool_hash_pk" PRIMARY KEY("server_name","place","tool","hash")
);
--> statement-breakpoint
ALTER TABLE "engine_instance" ADD COLUMN "url_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_instance" ADD COLUMN "token_hash" text;--> statement-breakpoint
ALTER TABLE "engine_instance" ADD COLUMN "call_limit" integer;--> statement-breakpoint
ALTER TABLE "engine_instance" ADD COLUMN "revocation" text;--> statement-breakpoint
ALTER TABLE "engine_instance" ADD COLUMN "revoked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engine_instance" ADD COLUMN "tokens_live_until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "engine_tool_version_held" ON "engine_tool_version" USING btree ("seen_at") WHERE approved_at is null;