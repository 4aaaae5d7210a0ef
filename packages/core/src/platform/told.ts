/**
 * What LifeOS tells people by itself, in notifications and insights: a row has it in English, with the code of each sentence and its values
 * beside it (see kit/saying). Each pillar has the sentences in `told.en.ts`, and in `told.de.ts` the same in German; from there the console
 * has them, and whatever writes to a person, such as mail.
 */
import * as z from "zod/mini";
import { minorUnitDigits } from "#core/finance/decimals";
import { type Coded, codedOf, filled, Coded as OneCoded, type Saying } from "#kit/saying";
import { cut } from "#kit/text";

/** How a language writes what is more than a word. */
export interface Forms {
  number(value: number): string;
  plural(value: number, forms: { one: string; other: string }): string;
  /** `minor` units of a currency of ISO 4217, such as cents. */
  money(minor: number, currency: string): string;
}

/** The words of a language by the codes of sentences: texts with the names of values in braces, or functions where a value decides. */
export type ToldWords = Readonly<Record<string, string | ((params: Coded["params"], by: Forms) => string)>>;

/** What `told.generated.ts` has. */
export type ToldIn = Readonly<Record<"de", ToldWords>>;

const MAX_SENTENCES = 20;
/** The sentences of a text by their codes. */
export const SentencesCoded = /* @__PURE__ */ z.array(OneCoded).check(z.maxLength(MAX_SENTENCES));

const TITLE_LENGTH = 300;
const BODY_LENGTH = 5_000;

/** Words of a person's own stand for themselves; what LifeOS says of itself is sentences. */
export interface Telling {
  title: string | Saying;
  body?: string | readonly Saying[] | Kept | undefined;
}

/** What a row tells already. */
interface Kept {
  text: string;
  coded: readonly Coded[] | null | undefined;
}

/** The columns of a row that tells it. */
export function columnsOfTelling({ title, body }: Telling) {
  const isOwn = typeof title === "string";
  return {
    title: cut(isOwn ? title : title.text, TITLE_LENGTH),
    titleCoded: isOwn ? null : codedOf(title),
    ...columnsOfBody(body),
  };
}

function columnsOfBody(body: Telling["body"]) {
  if (typeof body !== "object") return { body, bodyCoded: null };
  if ("text" in body) return { body: body.text, bodyCoded: body.coded ? [...body.coded] : null };
  const text = body.map((one) => one.text).join(" ");
  return { body: cut(text, BODY_LENGTH), bodyCoded: body.slice(0, MAX_SENTENCES).map(codedOf) };
}

/**
 * A text in the language of a BCP 47 locale, from its code or those of its sentences. English, and what has no words in the language, is the
 * text itself, as is what has no code: a person's own words.
 */
export function toldIn(
  words: ToldIn,
  locale: string,
  text: string,
  coded: Coded | readonly Coded[] | null | undefined,
): string {
  const sentences = coded == null ? [] : "code" in coded ? [coded] : coded;
  const language = new Intl.Locale(locale).language;
  const known = language === "de" ? words.de : undefined;
  if (!known || sentences.length === 0 || !sentences.every(({ code }) => known[code])) return text;
  const by = formsOf(locale);
  return sentences
    .map(({ code, params }) => {
      const said = known[code]!;
      return typeof said === "string" ? filled(said, written(params, by)) : said(params, by);
    })
    .join(" ");
}

const written = (params: Coded["params"], by: Forms) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === "number" ? by.number(value) : value]),
  );

/** A locale's forms. */
export function formsOf(locale: string): Forms {
  return {
    number: (value) => new Intl.NumberFormat(locale).format(value),
    plural(value, { one, other }) {
      return new Intl.PluralRules(locale).select(value) === "one" ? one : other;
    },
    money(minor, currency) {
      const digits = minorUnitDigits(currency);
      const options = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
      return new Intl.NumberFormat(locale, options as Intl.NumberFormatOptions).format(minor / 10 ** digits);
    },
  };
}
