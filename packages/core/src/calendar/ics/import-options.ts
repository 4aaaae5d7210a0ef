import * as z from "zod/mini";
import { rowOption } from "#core/ingest/import-options";

/** What may be said about an import of calendar files. */
export const icsOptions = z.strictObject({
  /** The calendar that the events go into; the person's default calendar unless given. */
  calendarId: z.optional(rowOption("calendar", { isReadOnly: "false" })),
});
