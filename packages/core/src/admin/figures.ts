/**
 * Figures that a source may not be able to tell. Such a figure is null with the reason, and never 0: nothing waiting and nobody knowing
 * what waits are not the same.
 */
import * as z from "zod/mini";
import { Coded, codedOf, type Saying } from "#kit/saying";

export interface Figure<T = number> {
  value: T | null;
  /** Why the value is null; null when it is known. */
  unknown: string | null;
  /** The same by its code. */
  unknownCoded: Coded | null;
}

export const figure = <S extends z.ZodMiniType>(schema: S) =>
  z.strictObject({ value: z.nullable(schema), unknown: z.nullable(z.string()), unknownCoded: z.nullable(Coded) });

export const known = <T>(value: T): Figure<T> => ({ value, unknown: null, unknownCoded: null });
export const notKnown = (reason: Saying): Figure<never> => ({
  value: null,
  unknown: reason.text,
  unknownCoded: codedOf(reason),
});
