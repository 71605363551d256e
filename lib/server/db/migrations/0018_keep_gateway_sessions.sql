CREATE TABLE "gateway_answer" (
	"request_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "gateway_answer_request_id_position_pk" PRIMARY KEY("request_id","position")
);
--> statement-breakpoint
CREATE TABLE "gateway_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner" uuid NOT NULL,
	"request" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "gateway_session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"instance_id" uuid NOT NULL,
	"owner" uuid NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gateway_answer" ADD CONSTRAINT "gateway_answer_request_id_gateway_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."gateway_request"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateway_session" ADD CONSTRAINT "gateway_session_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gateway_request_owner" ON "gateway_request" USING btree ("owner","taken_at");--> statement-breakpoint
CREATE INDEX "gateway_session_owner" ON "gateway_session" USING btree ("owner");