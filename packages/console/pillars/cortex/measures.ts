/** How what days are measured by is called. */
import { number } from "#console/words/format.ts";
import type en from "./words.en.ts";

export const measureIn = ({ measures }: Pick<typeof en, "measures">, name: string): string =>
  (measures as Readonly<Record<string, string>>)[name] ?? name;

export const unitIn = ({ units }: Pick<typeof en, "units">, name: string): string =>
  (units as Readonly<Record<string, string>>)[name] ?? "";

export const correlationOf = (r: number): string =>
  number(r, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" });

export const firstUp = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
