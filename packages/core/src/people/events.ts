/** Events of contacts. They name nobody: whoever may know reads the row. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

export const ContactEvents = crudEvents("people.contact", {
  contactType: z.string(),
  isActive: z.boolean(),
});

/** Of the contact that stays; the other one is deleted with it, and restored when it is undone. */
export const ContactMerged = event("people.contact.merged", "A contact was merged into another one", {
  otherId: z.string(),
});
export const ContactUnmerged = event("people.contact.unmerged", "Two contacts that were merged were parted again", {
  otherId: z.string(),
});
