import { type Life, unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

/** A dry run with rows of each kind, which the demo life has none of. */
async function anImport(life: Life): Promise<string> {
  const lines = [
    "TYPE,CONTENT,PRIORITY,INDENT",
    "task,Water the plants,4,1",
    "task,Call the landlord,1,1",
    "task,,1,1",
  ];
  const body = { kind: "todoist_csv", text: lines.join("\n"), name: "Home.csv", dryRun: true } as const;
  const { id } = await unwrap(life.ingest.imports.create({ body }));
  return `ingest/imports/${id}`;
}

export default {
  "ingest/imports/:importId": anImport,
  "ingest/emails/:emailId": async (life) => {
    const { data } = await unwrap(life.ingest.emails.list({ params: { query: { limit: 1 } } }));
    return `ingest/emails/${data[0]!.id}`;
  },
} satisfies Pictures;
