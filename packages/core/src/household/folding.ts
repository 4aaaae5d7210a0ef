/** Folding of written names: removes what does not distinguish two names, in the scripts of the world. Only for comparing. */

/** Letters that Unicode does not decompose, and letters that different keyboards of one language encode differently. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ё: "е",
  ς: "σ",
  // Persian and Arabic keyboards differ; alef is typed with and without its hamza.
  ی: "ي",
  ى: "ي",
  ک: "ك",
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Vowel points, which Hebrew and Arabic are usually written without, and the Arabic tatweel, which only lengthens a word. */
const POINTING = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670\u0640]/g;
/** Joiners, direction marks, soft hyphens, variation selectors: all invisible. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;

/**
 * A name in lower case, in the compatibility forms of Unicode (full width, presentation forms, the Kelvin sign), with digits as 0
 * to 9. Accents of Latin and Greek letters are removed. In other scripts a mark is a vowel or makes another letter, so it stays:
 * केला is not कोला, か not が and й not и. Only ё becomes е, because it is often written so. Folding twice changes nothing.
 */
export function folded(name: string): string {
  return withoutAccents(withoutAccents(name.replace(UNSEEN, "")).toLowerCase())
    .replace(POINTING, "")
    .replace(LETTER, (letter) => LETTERS[letter]!)
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitOf(digit)))
    .normalize("NFC");
}

const withoutAccents = (text: string): string => text.normalize("NFKD").replace(ACCENTS, "$1").normalize("NFKC");

/** Decimal digits of a script are consecutive, beginning with the zero. */
function digitOf(digit: string): number {
  let zero = digit.codePointAt(0)!;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0)! - zero < 9) zero--;
  return digit.codePointAt(0)! - zero;
}
