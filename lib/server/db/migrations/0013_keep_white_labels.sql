CREATE TABLE "engine_white_label" (
	"account" text NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" text NOT NULL,
	"server_name" text NOT NULL,
	"catalogue_name" text,
	"callback_url" text,
	"account_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "engine_white_label_account_client_id_pk" PRIMARY KEY("account","client_id")
);
--> statement-breakpoint
CREATE INDEX "engine_white_label_of_server" ON "engine_white_label" USING btree ("account","catalogue_name","updated_at");