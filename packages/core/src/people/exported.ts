/** What of a contact goes out into other address books. */
import type { Row } from "#kit/wire";
import type { contacts } from "./contacts.sql.ts";

export const EXPORTED = [
  "id",
  "name",
  "emails",
  "phones",
  "birthday",
  "notes",
  "matrixId",
  "mastodonHandle",
  "details",
  "updatedAt",
] as const;
export type Exported = Pick<Row<typeof contacts>, (typeof EXPORTED)[number]>;
