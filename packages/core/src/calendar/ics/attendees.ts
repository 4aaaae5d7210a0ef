/** ORGANIZER and ATTENDEE (RFC 5545, sections 3.8.4.1 and 3.8.4.3) as participants of an event. */
import type * as z from "zod/mini";
import type { attendees } from "#core/calendar/calendar.sql";
import { cut } from "#kit/text";
import { type Property, parameterOf, storable } from "./content-line.ts";

export type Attendee = z.output<typeof attendees>[number];

const MAX_ATTENDEES = 500;

/** The participants, the organizer first, each address once. */
export function attendeesOf(guests: readonly Property[], organizer: Property | undefined): Attendee[] {
  const found = new Map<string, Attendee>();
  const isOrganizer = organizer && personOf(organizer);
  if (isOrganizer) found.set(keyOf(isOrganizer), { ...isOrganizer, isOrganizer: true });
  for (const guest of guests) {
    const person = personOf(guest);
    if (!person || found.size >= MAX_ATTENDEES) continue;
    const known = found.get(keyOf(person));
    found.set(keyOf(person), { ...known, ...person, ...answerOf(guest), ...roleOf(guest) });
  }
  return [...found.values()];
}

const keyOf = ({ email, name }: Attendee) => email?.toLowerCase() ?? `name ${name}`;

function personOf(property: Property): Attendee | undefined {
  const [value] = property.values;
  const address = typeof value === "string" ? value.replace(/^mailto:/i, "").trim() : "";
  const email = /^[^\s@:/]+@[^\s@]+$/.test(address) && address.length <= 320 ? storable(address) : undefined;
  const name = cut(storable(parameterOf(property, "cn") ?? ""), 200).trim();
  if (email === undefined && name === "") return undefined;
  return { ...(name && name !== email && { name }), ...(email !== undefined && { email }) };
}

const ANSWERS: Readonly<Record<string, Attendee["response"]>> = {
  "NEEDS-ACTION": "needs_action",
  ACCEPTED: "accepted",
  DECLINED: "declined",
  TENTATIVE: "tentative",
  DELEGATED: "delegated",
};

function answerOf(property: Property): Pick<Attendee, "response"> {
  const status = parameterOf(property, "partstat")?.toUpperCase() ?? "NEEDS-ACTION";
  const response = Object.hasOwn(ANSWERS, status) ? ANSWERS[status] : "needs_action";
  return { response };
}

const roleOf = (property: Property): Pick<Attendee, "isOptional"> =>
  parameterOf(property, "role")?.toUpperCase() === "OPT-PARTICIPANT" ? { isOptional: true } : {};
