import { contacts } from "#core/people/contacts.sql";
import { keysOf } from "#core/people/reached";
import type { Values } from "#kit/change-statement";
import type { Query } from "#kit/db";
import { sealed } from "#kit/sealed";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

const PEOPLE: Values<typeof contacts>[] = [
  {
    name: "Grace Hopper",
    contactType: "friend",
    emails: [{ value: "grace@example.com", label: "home" }],
    phones: [{ value: "+1 202 555 0143", label: "mobile" }],
    birthday: "--12-09",
    keepInTouchDays: 30,
    notes: "Likes clocks and short answers.",
  },
  {
    name: "Alan Turing",
    contactType: "collaborator",
    emails: [{ value: "alan@example.com", label: "work" }],
    birthday: "1986-06-23",
    details: { organization: "Bletchley Computing" },
  },
  {
    name: "Praxis am Park",
    contactType: "provider",
    phones: [
      { value: "030 901820", label: "work" },
      { value: "030 901821", label: "work fax" },
    ],
    details: { addresses: [{ label: "work", street: "Parkstraße 4", locality: "Berlin", postalCode: "10115" }] },
  },
  { name: "Annabella Byron", contactType: "family", phones: [{ value: "+44 20 7946 0958", label: "home" }] },
];

export default function people({ ctx, start }: Given): Query[] {
  const since = { createdAt: start, updatedAt: start };
  const rows = PEOPLE.map(({ emails, phones, ...rest }) => {
    // They are values here, and no SQL, which Values would allow, too.
    const reached = { emails, phones } as Parameters<typeof keysOf>[1];
    return sealed(ctx, contacts, { ...rest, ...since, emails, phones, ...keysOf(ctx.actor.userId, reached) });
  });
  return added(ctx, contacts, rows);
}
