CREATE TABLE "warning" (
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "warning_subject_type_subject_id_pk" PRIMARY KEY("subject_type","subject_id")
);
