/**
 * Reservations that a sender has marked up for programs: schema.org in JSON-LD, microdata or RDFa. They are in the HTML, but not
 * in the text that a person reads.
 */
import { Parser } from "htmlparser2";
import { cut } from "#kit/text";
import { type Booking, type BookingKind, bookingLimits, cleanLine, cleanTime } from "./bookings.ts";

/** Limits far beyond those of any ticket: `nodes` of one mail, `names` of one property, `wraps` around one value. */
const limits = {
  htmlChars: 2_000_000,
  scripts: 50,
  scriptChars: 500_000,
  nodes: 20_000,
  scopes: 2_000,
  names: 10,
  wraps: 10,
  textChars: 1_000,
  bookings: bookingLimits.perMail,
};

type Item = Record<string, unknown>;

/** The reservations in the HTML of a mail. Broken markup is skipped without affecting the rest. */
export function reservationsIn(html: string): Booking[] {
  // Most mail has none, and this check is cheaper than parsing the HTML.
  if (!/reservation/i.test(html)) return [];
  const { scripts, items } = markupOf(cut(html, limits.htmlChars));
  return reservationsAmong([...scripts.flatMap(parsedJson), ...items]);
}

/** The reservations in a part of the mail that is itself JSON-LD. */
export const reservationsInJson = (source: string): Booking[] => reservationsAmong(parsedJson(source));

function markupOf(html: string): { scripts: string[]; items: Item[] } {
  const scripts: string[] = [];
  const items: Item[] = [];
  const around: Item[] = [];
  const open: { item?: Item; text?: { of: Item; name: string; value: string } }[] = [];
  let scopes = 0;
  let script: string | null = null;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (tag === "script" && /^\s*application\/ld\+json\b/i.test(attributes.type ?? "")) script = "";
        const name = attributes.itemprop ?? attributes.property;
        const type = attributes.itemtype ?? attributes.typeof;
        const outer = around.at(-1);
        const isScope = "itemscope" in attributes || attributes.typeof !== undefined;
        if (isScope && scopes++ < limits.scopes) {
          const item = emptyItem();
          item["@type"] = (type ?? "").split(/\s+/);
          if (name && outer) add(outer, name, item);
          else items.push(item);
          open.push({ item });
          around.push(item);
        } else if (name && outer) {
          const value =
            attributes.content ?? attributes.datetime ?? attributes.href ?? attributes.src ?? attributes.value;
          if (value !== undefined) add(outer, name, value);
          open.push(value === undefined ? { text: { of: outer, name, value: "" } } : {});
        } else open.push({});
      },
      ontext(text) {
        if (script !== null) script += text;
        const field = open.at(-1)?.text ?? open.at(-2)?.text;
        if (field && field.value.length < 500) field.value += text;
      },
      onclosetag(tag) {
        if (tag === "script" && script !== null) {
          if (scripts.length < limits.scripts) scripts.push(cut(script, limits.scriptChars));
          script = null;
        }
        const { item, text } = open.pop() ?? {};
        if (item) around.pop();
        if (text) add(text.of, text.name, text.value);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  if (script !== null) scripts.push(cut(String(script), limits.scriptChars));
  return { scripts, items };
}

/** Without a prototype: senders choose the names of properties, and `__proto__` must be one like any other. */
const emptyItem = (): Item => Object.create(null);

function add(item: Item, name: string, value: unknown): void {
  for (const one of name.split(/\s+/, limits.names)) {
    const key = one.replace(/^.*[/#:]/, "");
    const known = item[key];
    if (Array.isArray(known)) known.push(value);
    else item[key] = known === undefined ? value : [known, value];
  }
}

/**
 * Parses JSON with mistakes that senders make: in a comment or CDATA, with entities, with a comma too many. Unreadable JSON gives
 * nothing.
 */
function parsedJson(source: string): unknown[] {
  // Repetitions are bounded, because a stranger chooses their number.
  const bare = source
    .trim()
    .replace(/^(?:<!--|(?:\/\/|\/\*)?\s{0,20}<!\[CDATA\[(?:\s{0,20}\*\/)?)/, "")
    .replace(/(?:-->|(?:\/\/|\/\*)?\s{0,20}\]\]>(?:\s{0,20}\*\/)?)$/, "")
    .replace(/^\uFEFF/, "")
    .trim()
    .replace(/;$/, "");
  const unescaped = bare.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  for (const text of [bare, unescaped, unescaped.replace(/,(\s*[}\]])/g, "$1").replace(/[\r\n\t]+/g, " ")]) {
    try {
      return [JSON.parse(text)];
    } catch {
      // Another repair is tried; after the last one the block is skipped.
    }
  }
  return [];
}

function reservationsAmong(roots: unknown[]): Booking[] {
  const items = itemsIn(roots);
  const byId = new Map(
    items.flatMap((item) =>
      typeof item["@id"] === "string" && Object.keys(item).length > 1 ? [[item["@id"], item] as const] : [],
    ),
  );
  const resolve = (value: unknown): Item => {
    const first = firstOf(value);
    if (!isItem(first)) return {};
    return Object.keys(first).length === 1 && typeof first["@id"] === "string"
      ? (byId.get(first["@id"]) ?? first)
      : first;
  };
  const found = items.flatMap((item) => {
    const type = typesOf(item).find((one) => kinds.has(one));
    return type === undefined ? [] : [{ type, item }];
  });
  const isOff = (item: Item) =>
    /cancel/i.test(textOf(item.reservationStatus)) ||
    /EventCancel/i.test(textOf(resolve(item.reservationFor).eventStatus));
  const cancelledPackages = found.filter(({ type, item }) => type === "ReservationPackage" && isOff(item));
  const offItems = new Set(itemsIn(cancelledPackages.map(({ item }) => item)));
  // A package stands for its parts; one without parts stands for itself.
  const single = found.filter(({ type, item }) => type !== "ReservationPackage" || item.subReservation === undefined);
  const statusOf = (item: Item) => (offItems.has(item) || isOff(item) ? "cancelled" : "confirmed");
  return single
    .slice(0, limits.bookings)
    .map(({ type, item }) => bookingOf(kinds.get(type)!, statusOf(item), item, resolve));
}

const kinds = new Map<string, BookingKind>([
  ["FlightReservation", "flight"],
  ["TrainReservation", "train"],
  ["BusReservation", "bus"],
  ["BoatReservation", "boat"],
  ["TaxiReservation", "taxi"],
  ["RentalCarReservation", "rental_car"],
  ["LodgingReservation", "lodging"],
  ["EventReservation", "event"],
  ["FoodEstablishmentReservation", "restaurant"],
  ["ReservationPackage", "other"],
  ["Reservation", "other"],
]);

const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object in the values, once, at any depth. Without recursion, because a stranger chooses the depth. */
function itemsIn(roots: unknown[]): Item[] {
  const items = new Set<Item>();
  const queue = [...roots];
  for (let at = 0; at < queue.length && at < limits.nodes; at++) {
    const value = queue[at];
    if (Array.isArray(value)) queue.push(...value.slice(0, limits.nodes));
    else if (isItem(value) && !items.has(value)) {
      items.add(value);
      queue.push(
        ...Object.values(value)
          .filter((one) => typeof one === "object")
          .slice(0, limits.nodes),
      );
    }
  }
  return [...items];
}

/** `http://schema.org/FlightReservation`, `schema:FlightReservation` and `FlightReservation` are the same type. */
function typesOf(item: Item): string[] {
  return [item["@type"] ?? item.type]
    .flat()
    .slice(0, 10)
    .flatMap((type) => (typeof type === "string" ? [type.trim().replace(/^.*[/#:]/, "")] : []));
}

function bookingOf(
  kind: BookingKind,
  status: Booking["status"],
  item: Item,
  resolve: (value: unknown) => Item,
): Booking {
  const what = resolve(item.reservationFor);
  const company = [
    item.provider,
    what.airline,
    what.provider,
    what.busCompany,
    what.trainCompany,
    item.broker,
    what.rentalCompany,
  ]
    .map((one) => nameOf(resolve(one)) ?? line(one))
    .find((name) => name !== null);
  const isPlace = kind === "lodging" || kind === "restaurant";
  const from = placeOf(
    what.departureAirport ?? what.departureStation ?? what.departureBusStop ?? what.departureBoatTerminal,
  );
  const to = placeOf(what.arrivalAirport ?? what.arrivalStation ?? what.arrivalBusStop ?? what.arrivalBoatTerminal);
  const start = [
    item.checkinTime,
    item.checkinDate,
    item.startTime,
    item.pickupTime,
    what.departureTime,
    what.departureDay,
    what.startDate,
  ];
  const end = [item.checkoutTime, item.checkoutDate, item.endTime, item.dropoffTime, what.arrivalTime, what.endDate];
  const people = [item.underName].flat().slice(0, bookingLimits.persons);
  const carrier = line(resolve(what.airline).iataCode);
  const number = line(what.flightNumber) ?? line(what.trainNumber) ?? line(what.busNumber);
  return {
    kind,
    status,
    name:
      number === null
        ? kind === "event"
          ? nameOf(what)
          : line(what.trainName)
        : cleanLine(carrier && !number.startsWith(carrier) ? `${carrier} ${number}` : number),
    provider: company ?? (isPlace ? nameOf(what) : null),
    reference: line(item.reservationNumber) ?? line(item.reservationId) ?? line(item.confirmationNumber),
    start: timeOf(start),
    end: timeOf(end),
    place:
      from && to
        ? cleanLine(`${from} – ${to}`)
        : (from ?? to ?? placeOf(isPlace ? what : (what.location ?? item.pickupLocation))),
    persons: people
      .map((one) => cleanLine(nameOf(resolve(one)) ?? line(one) ?? "", bookingLimits.personChars))
      .filter((name) => name !== null),
  };

  function placeOf(value: unknown): string | null {
    const place = resolve(value);
    return (
      nameOf(place) ??
      line(place.iataCode) ??
      line(resolve(place.address).streetAddress) ??
      line(place.address) ??
      line(value)
    );
  }
}

const nameOf = (item: Item): string | null => line(item.name);

/** The beginning of a text, which may be wrapped into an object with its language or type. */
function textOf(value: unknown): string {
  let first = firstOf(value);
  for (let wraps = 0; isItem(first) && wraps < limits.wraps; wraps++)
    first = firstOf(first["@value"] ?? first["@id"] ?? first.name);
  return typeof first === "string" || typeof first === "number" ? String(first).slice(0, limits.textChars) : "";
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function line(value: unknown): string | null {
  const first = firstOf(value);
  if (isItem(first) && !("@value" in first)) return null;
  return cleanLine(textOf(first));
}

function timeOf(candidates: unknown[]): string | null {
  for (const one of candidates) {
    const time = cleanTime(textOf(one));
    if (time !== null) return time;
  }
  return null;
}
