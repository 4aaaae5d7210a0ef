/**
 * What the API says for people to read: a sentence in English, and beside it a code with the values that are in the sentence, by which a
 * client says the same in another language. Each part that says something declares its sentences once:
 *
 *     export const reasons = sayings({ too_long: "It has more than {max} characters." });
 *     reasons("too_long", { max: 500 });
 *
 * A code is for ever: a sentence may be worded anew under its code, but what means something else gets another one.
 */
import * as z from "zod/mini";
import { cut } from "./text.ts";

/** The values in a sentence, by the names that stand in its braces. */
export type Values = Readonly<Record<string, string | number>>;

/** A sentence by its code. */
export interface Coded {
  code: string;
  params: Values;
}

export interface Saying extends Coded {
  /** The sentence in English. */
  text: string;
}

type Sentences = Readonly<Record<string, string>>;
type Names<S extends string> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never;
type Given<N extends string> = [N] extends [never] ? [] : [values: Readonly<Record<N, string | number>>];

export interface Sayings<S extends Sentences = Sentences> {
  <const C extends keyof S & string>(code: C, ...values: Given<Names<S[C]>>): Saying;
  /** The sentences by their codes, with the names of values in braces. */
  readonly sentences: S;
}

const MAX_VALUE_LENGTH = 300;

/** Declares sentences by their codes. */
/* @__NO_SIDE_EFFECTS__ */
export function sayings<const S extends Sentences>(sentences: S): Sayings<S> {
  for (const [code, text] of Object.entries(sentences)) if (!text.includes("{")) byText.set(text, code);
  const say = (code: string, values: Values = {}): Saying => {
    const params = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, storable(value)]));
    return { code, params, text: filled(sentences[code]!, params) };
  };
  // That a code has its values, the type of what is returned says, which a function for all codes cannot say of itself.
  return Object.assign(say, { sentences }) as Sayings<S>;
}

/** Codes of sentences without values. */
const byText = new Map<string, string>();

/** The code of a sentence without values. For checks of zod, which hand on a text and nothing else. */
export function codedText(text: string): Coded | undefined {
  const code = byText.get(text);
  return code === undefined ? undefined : { code, params: {} };
}

/** The sentence with its values. Braces within a value are the value's own. */
export const filled = (sentence: string, values: Values): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Values come from files and requests: what PostgreSQL cannot hold is left out, and what is long is cut. */
const storable = (value: string | number) =>
  typeof value === "number" ? value : cut(value.replaceAll("\0", "").toWellFormed(), MAX_VALUE_LENGTH);

/** The same of one of several things, which stands before the sentence: the name of a field or of an attachment. */
export const about = (subject: string, { code, params, text }: Saying): Saying => {
  const shown = String(storable(subject));
  return { code, params: { ...params, subject: shown }, text: `${shown}: ${text}` };
};

export const codedOf = ({ code, params }: Saying): Coded => ({ code, params });

/** A sentence as the detail of a problem that a statement raises (`raise_problem('LF005', …)`). */
export const raised = ({ text, code, params }: Saying): string => JSON.stringify({ text, code, params });

// Made by functions, so that what has no use for them is bundled without.
const paramsSchema = () =>
  z.record(z.string().check(z.maxLength(50)), z.union([z.string().check(z.maxLength(MAX_VALUE_LENGTH)), z.number()]));
const codedAsAny = () => z.strictObject({ code: z.string().check(z.maxLength(100)), params: paramsSchema() });

/** A code of any sentence, with its values. */
export const Coded = /* @__PURE__ */ codedAsAny();

/** A code of these sentences, with its values. */
export function codedSchema(...all: readonly Pick<Sayings, "sentences">[]) {
  const codes = all.flatMap(({ sentences }) => Object.keys(sentences));
  return z.strictObject({ code: z.enum(codes as [string, ...string[]]), params: paramsSchema() });
}
