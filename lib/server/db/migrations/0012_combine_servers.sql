CREATE TABLE "engine_strata" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account" text NOT NULL,
	"user_id" text NOT NULL,
	"handles_auth" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_strata_server" (
	"strata_id" uuid NOT NULL,
	"instance_id" uuid NOT NULL,
	CONSTRAINT "engine_strata_server_strata_id_instance_id_pk" PRIMARY KEY("strata_id","instance_id")
);
--> statement-breakpoint
ALTER TABLE "engine_strata" ADD CONSTRAINT "engine_strata_account_user_id_engine_user_account_user_id_fk" FOREIGN KEY ("account","user_id") REFERENCES "public"."engine_user"("account","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_strata_server" ADD CONSTRAINT "engine_strata_server_strata_id_engine_strata_id_fk" FOREIGN KEY ("strata_id") REFERENCES "public"."engine_strata"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_strata_server" ADD CONSTRAINT "engine_strata_server_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "engine_strata_of_user" ON "engine_strata" USING btree ("account","user_id");--> statement-breakpoint
CREATE INDEX "engine_strata_server_of_instance" ON "engine_strata_server" USING btree ("instance_id");