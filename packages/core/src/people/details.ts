/** What address books say of a contact beside its fields, in the forms in which importers keep it; what has another form is left out. */
import { isDay } from "./birthday.ts";

type Details = Readonly<Record<string, unknown>>;

export interface Labelled {
  label?: string;
  value: string;
}

/** The text of a detail; undefined for none, or one of another form. */
export const textOf = (details: Details, name: string): string | undefined => {
  const value = details[name];
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
};

const objectsOf = (details: Details, name: string): Record<string, string>[] => {
  const value = details[name];
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null || Array.isArray(one)) return [];
    return [textsOf(one as Details)];
  });
};

/** Those of its values that are texts. */
export const textsOf = (value: unknown): Record<string, string> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, one]) =>
          typeof one === "string" && one.trim() !== "" ? [[key, one]] : [],
        ),
      )
    : {};

/** Values with labels, such as `urls`. */
export const labelledOf = (details: Details, name: string): Labelled[] =>
  objectsOf(details, name).flatMap(({ value, label }) => (value ? [{ value, ...(label && { label }) }] : []));

export const objects = objectsOf;

/** Texts, such as `categories`. */
export const listOf = (details: Details, name: string): string[] => {
  const value = details[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string" && one.trim() !== "") : [];
};

/** A date of an address book where it is one. */
export const isDate = (text: string): boolean => isDay(text);

/** Properties that nothing here has a place for, each with its values. */
export function othersOf(details: Details): [name: string, values: string[]][] {
  const { other } = details;
  if (typeof other !== "object" || other === null || Array.isArray(other)) return [];
  return Object.entries(other).flatMap(([name, value]): [string, string[]][] => {
    const values = [value].flat().filter((one): one is string => typeof one === "string" && one.trim() !== "");
    return values.length > 0 ? [[name, values]] : [];
  });
}
