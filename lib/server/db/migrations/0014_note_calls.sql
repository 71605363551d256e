CREATE TABLE "engine_call" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "engine_call_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"instance_id" uuid NOT NULL,
	"tool" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"milliseconds" integer NOT NULL,
	"request_id" text NOT NULL,
	"rule" text,
	"hint" text
);
--> statement-breakpoint
CREATE TABLE "engine_suspension" (
	"scope" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "engine_suspension_scope_name_pk" PRIMARY KEY("scope","name")
);
--> statement-breakpoint
CREATE TABLE "engine_switched_off" (
	"instance_id" uuid NOT NULL,
	"tool" text NOT NULL,
	CONSTRAINT "engine_switched_off_instance_id_tool_pk" PRIMARY KEY("instance_id","tool")
);
--> statement-breakpoint
CREATE TABLE "engine_usage" (
	"instance_id" uuid NOT NULL,
	"tool" text NOT NULL,
	"day" date NOT NULL,
	"step" integer NOT NULL,
	"calls" integer NOT NULL,
	"errors" integer NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "engine_usage_instance_id_tool_day_step_pk" PRIMARY KEY("instance_id","tool","day","step")
);
--> statement-breakpoint
ALTER TABLE "engine_call" ADD CONSTRAINT "engine_call_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_switched_off" ADD CONSTRAINT "engine_switched_off_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_usage" ADD CONSTRAINT "engine_usage_instance_id_engine_instance_id_fk" FOREIGN KEY ("instance_id") REFERENCES "public"."engine_instance"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "engine_call_of_instance" ON "engine_call" USING btree ("instance_id","at");--> statement-breakpoint
CREATE INDEX "engine_call_oldest" ON "engine_call" USING btree ("at");--> statement-breakpoint
CREATE INDEX "engine_usage_oldest" ON "engine_usage" USING btree ("day");