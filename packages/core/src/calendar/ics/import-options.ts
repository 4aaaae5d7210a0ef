import * as z from "zod/mini";
import { Uuid } from "#kit/wire";

/** What may be said about an import of calendar files. */
export const icsOptions = z.strictObject({
  /** The calendar that the events go into; the person's default calendar unless given. */
  calendarId: z.optional(Uuid),
});
