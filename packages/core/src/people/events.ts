/** Events of contacts and of what is between a person and them. They name nobody: whoever may know reads the row. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

export const ContactEvents = crudEvents("people.contact", {
  contactType: z.string(),
  isActive: z.boolean(),
});

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
