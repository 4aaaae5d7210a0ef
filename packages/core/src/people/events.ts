/** Events of contacts. They name nobody: whoever may know reads the row. */
import * as z from "zod/mini";
import { crudEvents } from "#kit/event";

export const ContactEvents = crudEvents("people.contact", {
  contactType: z.string(),
  isActive: z.boolean(),
});
