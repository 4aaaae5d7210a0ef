import { contactDates } from "#core/people/contact-dates.sql";
import { contacts, interactions } from "#core/people/contacts.sql";
import { keysOf } from "#core/people/reached";
import { keptOf } from "#core/people/relations";
import { contactRelations } from "#core/people/relations.sql";
import type { Values } from "#kit/change-statement";
import type { Query } from "#kit/db";
import { uuidv7 } from "#kit/ids";
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
    keepInTouchDays: 14,
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

const DAY_MS = 86_400_000;

export default function people({ ctx, start, today }: Given): Query[] {
  const since = { createdAt: start, updatedAt: start };
  const ids = PEOPLE.map(() => uuidv7(new Date(start)));
  const [grace, alan, , annabella] = ids as [string, string, string, string];
  const rows = PEOPLE.map(({ emails, phones, ...rest }, at) => {
    // They are values here, and no SQL, which Values would allow, too.
    const reached = { emails, phones } as Parameters<typeof keysOf>[1];
    const id = ids[at]!;
    return {
      ...sealed(ctx, contacts, { ...rest, ...since, emails, phones, ...keysOf(ctx.actor.userId, reached) }, id),
      id,
    };
  });
  const before = (days: number) => new Date(Date.parse(`${today}T15:00:00Z`) - days * DAY_MS).toISOString();
  const inDays = (days: number) => before(-days).slice(4, 10);
  return [
    ...added(ctx, contacts, rows),
    ...added(ctx, contactRelations, [
      { ...since, ...keptOf(grace, alan, "colleague") },
      { ...since, ...keptOf(grace, annabella, "mentee"), label: "Mathematics" },
    ]),
    ...added(ctx, contactDates, [
      { ...since, contactId: alan, label: "First day at Bletchley", date: `2019${inDays(12)}`, remindDays: 3 },
      { ...since, contactId: annabella, label: "Name day", date: `-${inDays(25)}` },
    ]),
    ...added(ctx, interactions, [
      { ...since, contactId: annabella, channel: "visit", occurredAt: before(26), durationMinutes: 150 },
      {
        ...since,
        contactId: alan,
        channel: "meeting",
        occurredAt: before(20),
        summary: "Lunch by the canal",
        ...{ exchange: "loan", direction: "outbound", amountCents: 2_000, currency: "EUR" },
      },
      {
        ...since,
        contactId: annabella,
        channel: "call",
        direction: "inbound",
        occurredAt: before(13),
        durationMinutes: 25,
      },
      { ...since, contactId: alan, channel: "message", direction: "outbound", occurredAt: before(5) },
    ]),
  ];
}
