/**
 * Content lines of iCalendar (RFC 5545, section 3.1), one at a time, so that one that cannot be read spoils no other. ical.js reads a
 * line's parameters, quotes and escapes.
 */
import ICAL from "ical.js";

/** A property as ical.js reads it: jCal (RFC 7265, section 3.4) with names in lower case. */
export interface Property {
  name: string;
  parameters: Readonly<Record<string, string | readonly string[]>>;
  /** `date`, `date-time`, `duration`, `text` and so on. */
  type: string;
  values: readonly unknown[];
}

/** An unfolded line, and the number of the line of the file at which it begins. */
export interface ContentLine {
  text: string;
  number: number;
  /** Whether it was too long to be kept whole. */
  isCut: boolean;
}

const NAME = /^([A-Z0-9-]{1,100})[;:]/i;

/** The name of a line's property in upper case; undefined when it is no property. */
export const nameOf = ({ text }: Pick<ContentLine, "text">): string | undefined => NAME.exec(text)?.[1]?.toUpperCase();

/** The property of a line, or undefined when it is none. */
export function propertyOf({ text }: ContentLine): Property | undefined {
  try {
    const [name, parameters, type, ...values] = ICAL.parse.property(text) as [
      string,
      Property["parameters"],
      string,
      ...unknown[],
    ];
    return { name, parameters, type, values };
  } catch {
    return undefined;
  }
}

/** What stands behind the name and the parameters of a line, as it is written. */
export function rawValueOf({ text }: ContentLine): string {
  const [head] = /^[^:;]*(?:;(?:"[^"]*"|[^":])*)?:/.exec(text) ?? [""];
  return text.slice(head.length);
}

/** The first value of a property when it is a text or a number, as PostgreSQL can hold it. */
export function textOf(property: Property | undefined): string {
  const [value] = property?.values ?? [];
  return typeof value === "string" || typeof value === "number" ? storable(String(value)) : "";
}

/** Without NUL, and without half characters. */
export const storable = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** The first value of a parameter. */
export function parameterOf(property: Property, name: string): string | undefined {
  const value = property.parameters[name];
  return typeof value === "string" ? value : value?.[0];
}
