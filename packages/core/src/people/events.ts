/** Events of contacts and of what is between a person and them. They name nobody: whoever may know reads the row. */
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
/** Once for each silence: the next one begins with the next interaction. */
export const ContactNeglected = event(
  "people.contact.neglected",
  "A person has not been in touch for as long as they want",
  {
    keepInTouchDays: z.int(),
    /** Since when they have not been: the last interaction, or when the contact was made. */
    since: z.iso.datetime(),
  },
);
export const BirthdayNear = event("people.contact.birthday_near", "It is time to be reminded of a birthday", {
  on: z.iso.date(),
});

const ofContact = { contactId: z.guid() };
export const DateNear = event("people.contact_date.near", "It is time to be reminded of a date of a contact", {
  ...ofContact,
  on: z.iso.date(),
});

const interaction = {
  ...ofContact,
  channel: z.string(),
  direction: z.nullish(z.string()),
  occurredAt: z.iso.datetime(),
};
export const InteractionLogged = event(
  "people.interaction.logged",
  "A person was in touch with a contact",
  interaction,
);
const { updated, deleted, restored } = crudEvents("people.interaction", interaction);
export const InteractionEvents = { updated, deleted, restored };

export const ContactDateEvents = crudEvents("people.contact_date", { ...ofContact, repeats: z.string() });
export const ContactRelationEvents = crudEvents("people.contact_relation", {
  ...ofContact,
  relatedId: z.nullish(z.guid()),
  kind: z.string(),
});
