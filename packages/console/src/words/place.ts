/** Where the person is: language, locale, time zone. What formats reads it from here, never from the browser. */
import { createContext, useContext } from "react";

/** `qps` is for tests; see words.ts. */
export type Language = "en" | "de" | "qps";

export interface Place {
  language: Language;
  /** BCP 47: `de-AT`. */
  locale: string;
  /** An IANA time zone. */
  zone: string;
  /** ISO 4217, for amounts that say none. */
  currency: string;
}

export const languageOfWords = (language: Language): "en" | "de" => (language === "de" ? "de" : "en");

/** Of somebody who has not signed in yet: the browser's. Afterwards it is what the profile says. */
export const firstPlace = (): Place => placeOf({ locale: navigator.language, zone: undefined });

export function placeOf({ locale, zone }: { locale: string | null | undefined; zone: string | undefined }): Place {
  const known = isLocale(locale) ? locale : isLocale(navigator.language) ? navigator.language : "en-GB";
  const asked = sessionStorage.getItem("lifeos.language");
  return {
    language: asked === "qps" ? "qps" : known.startsWith("de") ? "de" : "en",
    locale: known,
    zone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: currencyOf(known),
  };
}

/** Some systems name a locale as Intl does not: `en-US@posix`. */
function isLocale(locale: string | null | undefined): locale is string {
  try {
    return locale != null && Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

function currencyOf(locale: string): string {
  const { region } = new Intl.Locale(locale).maximize();
  const known: Record<string, string> = { US: "USD", GB: "GBP", CH: "CHF", LI: "CHF", CA: "CAD", AU: "AUD", JP: "JPY" };
  return known[region ?? ""] ?? "EUR";
}

/** The place of the process: a page shows one person. Formatting functions and words read it, so that they need no hook. */
let current: Place | undefined;

export function place(): Place {
  current ??= firstPlace();
  return current;
}

export function setPlace(next: Place): void {
  current = next;
}

export const PlaceContext = createContext<Place | undefined>(undefined);

export function usePlace(): Place {
  return useContext(PlaceContext) ?? place();
}
