/**
 * Time zones as people may name them. A zone is kept in one way everywhere, under its IANA name of today, so that the
 * database and the runtime, which each bring a time zone database of their own, read it as the same clocks. Which names there
 * are is fixed by the database's type `time_zone`, which holds no other; a test compares it with what is read here.
 *
 * Clients say more. Names in another case, names that IANA has given up (`Asia/Calcutta`) and links (`US/Pacific`) are taken for
 * the zone that they mean. Abbreviations are not, for `IST` is India to one reader and Israel to the other.
 */

/** Where Intl goes by a name that is not, or not everywhere, the name of today. */
const TODAY: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
  // Zones of their own until 2024; PostgreSQL reads those of three letters as abbreviations, without summer time.
  CET: "Europe/Brussels",
  CST6CDT: "America/Chicago",
  EET: "Europe/Athens",
  EST: "America/Panama",
  EST5EDT: "America/New_York",
  HST: "Pacific/Honolulu",
  MET: "Europe/Brussels",
  MST: "America/Phoenix",
  MST7MDT: "America/Denver",
  PST8PDT: "America/Los_Angeles",
  WET: "Europe/Lisbon",
};

/** The names of three letters that IANA has. Intl knows more, from the early days of Java. */
const THREE_LETTERS = /^(?:CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)$/i;

/** The name of today of the zone that a client means; undefined when it is none. */
export function timeZoneOf(name: string): string | undefined {
  if (!/^[a-z][a-z0-9_+/-]{1,63}$/i.test(name) || /^SystemV\//i.test(name)) return undefined;
  if (name.length === 3 && !THREE_LETTERS.test(name)) return undefined;
  const known = nameInIntl(name);
  return known && (TODAY[known] ?? known);
}

function nameInIntl(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Every zone by its name of today. */
export function timeZones(): string[] {
  const hours = Array.from({ length: 27 }, (_, i) => i - 14).filter((hour) => hour !== 0);
  const fixed = hours.map((hour) => `Etc/GMT${hour > 0 ? "+" : ""}${hour}`);
  const places = Intl.supportedValuesOf("timeZone").map((name) => TODAY[name] ?? name);
  return [...new Set(["UTC", ...fixed, ...places])];
}

/** What to tell somebody whose zone is none. */
export function whyNoTimeZone(name: string): string {
  const wanted = "must be an IANA time zone, such as Europe/Berlin";
  if (/^[a-z]{2,5}$/i.test(name))
    return `${wanted}; an abbreviation is none, for the same letters mean other clocks elsewhere`;
  if (/^(?:utc|gmt)?[+-]\d/i.test(name)) return `${wanted}; a distance from UTC is none, for it knows no summer time`;
  return wanted;
}
