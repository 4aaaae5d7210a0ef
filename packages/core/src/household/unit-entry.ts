/** The data of a unit: see unit-words.ts. */
export type Dimension = "mass" | "volume" | "count" | "length" | "counted" | "trace";

export interface UnitEntry {
  /** The name it is stored under. */
  unit: string;
  dimension: Dimension;
  /** The size of one in grams, millilitres, pieces or centimetres; undefined for a unit that converts into no other. */
  factor?: readonly [numerator: bigint, denominator: bigint];
  /** Further words by language, separated by commas, declined forms included. */
  words: Readonly<Record<string, string>>;
}
