/**
 * The time zones that a calendar file names (TZID), as those of the IANA database. In this order: a name that IANA has or had, also at the
 * end of a path, as Mozilla and Evolution write it; a name of Windows; the name beside the rules of a VTIMEZONE; a zone whose clocks go by
 * these rules; and without rules a city, or a fixed distance from UTC.
 */
import { timeZoneOf, timeZones } from "#kit/time-zones";
import { windowsZones } from "./windows-zones.ts";
import { instantByRules, type ZoneRules, zoneWith } from "./zone-rules.ts";

/** What a name stands for: a zone, or clocks that no zone of the IANA database has. */
export type Meant = { zone: string } | { instantOf: (wall: number) => number };

/** Looks up the zones that a file names; it remembers what it has found, and so belongs to one file. */
export class ZonesOfFile {
  readonly #rules = new Map<string, ZoneRules>();
  readonly #found = new Map<string, Meant | undefined>();
  readonly #last = new Map<string, Meant | undefined>();
  #observances = 0;
  #lookUps = 0;

  /** Whether another zone would be taken. */
  get hasRoom(): boolean {
    return this.#rules.size < MAX_ZONES && this.#observances < MAX_OBSERVANCES;
  }

  add(rules: ZoneRules): void {
    if (!this.hasRoom || this.#rules.has(rules.tzid)) return;
    this.#rules.set(rules.tzid, rules);
    this.#observances += rules.observances.length;
  }

  /** What the name stands for in a year; undefined when nothing is known of it. */
  meant(tzid: string, year: number): Meant | undefined {
    const name = tzid.trim();
    const rules = this.#rules.get(name);
    const key = rules ? `${year} ${name}` : name;
    if (this.#found.has(key)) return this.#found.get(key);
    // A name that was not found in another year is one by its rules alone.
    if (this.#lookUps >= MAX_LOOK_UPS) return this.#last.get(name) ?? (rules && byRules(rules));
    const found = lookUp(name, rules, year);
    this.#lookUps++;
    this.#found.set(key, found);
    this.#last.set(name, found);
    return found;
  }
}

const MAX_ZONES = 200;
/** Of all zones of a file together; those with all of their history have about a hundred. */
const MAX_OBSERVANCES = 2_000;
/** A search among all zones takes a while, so that only so many names and years of a file are looked up by themselves. */
const MAX_LOOK_UPS = 500;

function lookUp(name: string, rules: ZoneRules | undefined, year: number): Meant | undefined {
  const named = byName(name) ?? (rules && timeZoneOf(rules.location));
  if (named !== undefined) return { zone: named };
  const cities = zonesOfCities(name);
  if (!rules) return zoneOnly(cities[0] ?? byDistance(name));
  const zone = zoneWith(rules, year, cities);
  return zoneOnly(zone) ?? byRules(rules);
}

const byRules = (rules: ZoneRules): Meant => ({ instantOf: (wall) => instantByRules(rules, wall) });

const zoneOnly = (zone: string | undefined): Meant | undefined => (zone === undefined ? undefined : { zone });

function byName(name: string): string | undefined {
  const bare = name.replace(/^TZID=/i, "").replace(/^"(.*)"$/, "$1");
  const path = bare.split("/").filter((part) => part !== "");
  const paths = [bare, path.slice(-3).join("/"), path.slice(-2).join("/")];
  const ianaName = paths
    .filter((one) => one !== "")
    .map(timeZoneOf)
    .find((zone) => zone !== undefined);
  return ianaName ?? byWindowsName(bare);
}

/** “W. Europe Standard Time”, or as Exchange shows it: “(UTC-05:00) Eastern Time (US & Canada)”. */
function byWindowsName(name: string): string | undefined {
  const shown = /(\w+) Time \(US (?:&|and) Canada\)$/i.exec(name)?.[1];
  const zone = windowsZones.get(name.toLowerCase()) ?? windowsZones.get(`${shown?.toLowerCase()} standard time`);
  return zone && timeZoneOf(zone);
}

/** The zones of the cities in “(UTC+01:00) Amsterdam, Berlin, Bern, Rome”. */
function zonesOfCities(name: string): string[] {
  cities ??= new Map(timeZones().map((zone) => [zone.split("/").at(-1)!.replaceAll("_", " ").toLowerCase(), zone]));
  const known = cities;
  return name
    .replace(/^\([^)]*\)\s*/, "")
    .split(",")
    .flatMap((city) => known.get(city.trim().toLowerCase()) ?? []);
}
let cities: Map<string, string> | undefined;

/** “UTC+01”, “(GMT -05:00)”: whole hours from UTC, which the Etc zones have, with the other sign. */
function byDistance(name: string): string | undefined {
  const [, sign, hours] = /^\(?(?:UTC|GMT)\s*([+-])(\d{1,2})(?::?00)?\)?$/i.exec(name) ?? [];
  return sign && timeZoneOf(Number(hours) === 0 ? "UTC" : `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`);
}
