import { unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

export default {
  "ingest/emails/:emailId": async (life) => {
    const { data } = await unwrap(life.ingest.emails.list({ params: { query: { limit: 1 } } }));
    return `ingest/emails/${data[0]!.id}`;
  },
} satisfies Pictures;
