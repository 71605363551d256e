CREATE TABLE "engine_server" (
	"name" text PRIMARY KEY NOT NULL,
	"folded" text NOT NULL,
	"category" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "engine_server_folded_unique" UNIQUE("folded")
);
--> statement-breakpoint
ALTER TABLE "instance" ADD COLUMN "sign_in" text;--> statement-breakpoint
UPDATE "instance" SET "sign_in" = CASE "engine_target"."registration" WHEN 'key' THEN 'key' WHEN 'none' THEN 'none' ELSE 'oauth' END
FROM "engine_target"
WHERE "engine_target"."server_name" = "instance"."server_name" AND "engine_target"."kind" = 'remote' AND "instance"."upstream" = 'embedded';
