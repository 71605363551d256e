CREATE TABLE "combined_url" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"upstream" text NOT NULL,
	"upstream_strata_id" text NOT NULL,
	"user_id" text NOT NULL,
	"server_names" jsonb NOT NULL,
	"server_url" text NOT NULL,
	"server_origin" text,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "combined_url_identity" ON "combined_url" USING btree ("upstream","upstream_strata_id");--> statement-breakpoint
CREATE INDEX "combined_url_by_user" ON "combined_url" USING btree ("user_id","created_at");