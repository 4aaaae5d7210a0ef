/** What of a written name does not tell two names apart, in the scripts of the world; for comparing only. */

/** Letters that Unicode does not take apart, and letters of one keyboard that another one has in another form. */
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
  // Persian and Arabic keyboards; alef is typed with and without its hamza.
  ی: "ي",
  ى: "ي",
  ک: "ك",
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Pointing that readers of Hebrew and Arabic do without, and the stroke that only makes an Arabic word longer. */
const POINTING = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670\u0640]/g;
/** Joiners, direction marks, soft hyphens, variation selectors: nothing of them is seen. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;

/**
 * A name in lower case, in the compatibility forms of Unicode (full width, presentation forms, the Kelvin sign), with digits as
 * 0 to 9. Accents of Latin and Greek letters go. In other scripts a mark is a vowel or makes another letter, so it stays: केला
 * is no कोला, か no が and й no и. Only ё is written as е as often as not. Folding twice changes nothing.
 */
export function folded(name: string): string {
  return withoutAccents(withoutAccents(name.replace(UNSEEN, "")).toLowerCase())
    .replace(POINTING, "")
    .replace(LETTER, (letter) => LETTERS[letter]!)
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitOf(digit)))
    .normalize("NFC");
}

const withoutAccents = (text: string): string => text.normalize("NFKD").replace(ACCENTS, "$1").normalize("NFKC");

/** Decimal digits stand in tens, the zero first. */
function digitOf(digit: string): number {
  let zero = digit.codePointAt(0)!;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0)! - zero < 9) zero--;
  return digit.codePointAt(0)! - zero;
}
