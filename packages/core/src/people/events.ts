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

const pair = { contactId: z.string(), otherId: z.string() };
export const DuplicateEvents = {
  wanted: event("people.duplicate.wanted", "Pairs of contacts that may be one are to be found"),
  found: event("people.duplicate.found", "Pairs of contacts were found that may be one", { count: z.number() }),
  dismissed: event("people.duplicate.dismissed", "Two contacts that may be one were said to be two", pair),
  reopened: event("people.duplicate.reopened", "Two contacts may be one again that were said to be two", pair),
};
