import { createCipheriv, hkdfSync, randomBytes, randomUUID } from "node:crypto";

const BATCH = 5_000;

const SERVERS = [
  "GitHub",
  "Gmail",
  "Slack",
  "Notion",
  "Linear",
  "Jira",
  "Figma",
  "Asana",
  "Stripe",
  "HubSpot",
];
const STATUSES = ["connected", "connected", "connected", "connected", "waiting"];
/** Twenty instances of each person. */
const PEOPLE = 5_000;

/**
 * Records so many instances, at the engine too.
 * @param query of a database that the console has migrated: `(text, values)` answers the rows
 * @param secret that the console runs with
 */
export async function seedInstances({ query, secret }, count) {
  const encrypt = encryption(secret);
  const indexes = await query(
    "select indexname, indexdef from pg_indexes where indexname in ('instance_search', 'instance_folded_search')",
  );
  // Made for all rows at once, these take a tenth of the time.
  for (const { indexname } of indexes) await query(`drop index ${indexname}`);
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) =>
      row(from + index, encrypt),
    );
    await query(
      `with r as (select * from json_to_recordset($1::json)
         as r (id uuid, server text, "user" text, platform text, url text, status text, age int)),
       engine as (insert into engine_instance
           (id, account, server_name, user_id, platform_name, connection_type, legacy, is_read_only)
         select id, 'main', server, "user", platform, 'StreamableHttp', false, false from r)
       insert into instance (id, upstream, upstream_instance_id, server_name, user_id, platform_name, connection_type,
         legacy, is_read_only, server_url, status, status_checked_at, created_by, created_by_name, created_at)
       select id, 'embedded', id::text, server, "user", platform, 'StreamableHttp', false, false, url, status, now(),
         'bench', 'Bench', now() - age * interval '1 minute' from r`,
      [JSON.stringify(batch)],
    );
  }
  for (const { indexdef } of indexes) await query(indexdef);
  await query("vacuum (analyze) instance");
  await query("vacuum (analyze) engine_instance");
}

function row(number, encrypt) {
  const id = randomUUID();
  return {
    id,
    server: SERVERS[number % SERVERS.length],
    user: `person-${number % PEOPLE}@example.com`,
    platform: `platform ${Math.floor(number / PEOPLE)}`,
    status: STATUSES[number % STATUSES.length],
    age: number,
    url: encrypt(`https://console.example.com/engine/mcp/${id}`, `instance/${id}/serverUrl`),
  };
}

/** As `lib/server/cipher.ts` does it: the console must be able to read what it lists. */
function encryption(secret) {
  const key = Buffer.from(hkdfSync("sha256", secret, "patchbay", "encryption", 32));
  return (text, context) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1.${iv.toString("base64url")}.${sealed.toString("base64url")}`;
  };
}
