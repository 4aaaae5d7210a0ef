/** Languages and time zones to choose from. */
import { compare } from "#console/words/format.ts";

const LOCALES = ["de-AT", "de-CH", "de-DE", "en-AU", "en-CA", "en-GB", "en-IE", "en-US"] as const;

/** In their own language, as those who speak it look for it; the person's own is among them whatever it is. */
export function localesFor(own: string | null): { value: string; label: string }[] {
  const names = [...new Set([...LOCALES, ...(own ? [own] : [])])];
  return names
    .map((value) => ({ value, label: new Intl.DisplayNames([value], { type: "language" }).of(value) ?? value }))
    .sort((a, b) => compare(a.label, b.label));
}

export function zones(own: string): { value: string; label: string }[] {
  const names = [...new Set(["UTC", own, ...Intl.supportedValuesOf("timeZone")])];
  return names.map((value) => ({ value, label: value.replaceAll("_", " ") })).sort((a, b) => compare(a.label, b.label));
}
