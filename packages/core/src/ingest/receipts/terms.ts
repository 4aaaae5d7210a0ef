/** In how many days a bill is to be paid, as bills in English and German say it: “net 30”, “zahlbar innerhalb von 14 Tagen”. */

const words: Record<string, number> = {
  seven: 7,
  ten: 10,
  fourteen: 14,
  thirty: 30,
  sixty: 60,
  sieben: 7,
  acht: 8,
  zehn: 10,
  vierzehn: 14,
  dreissig: 30,
  sechzig: 60,
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  einer: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
};
const count = `(?<count>\\d{1,3}|${Object.keys(words).join("|")})(?: ?\\(\\d{1,3}\\))?`;
const unit =
  "[- ]?(?<unit>(?:calendar |business |working |kalender|werk|bank)?(?:days?|tage[ns]?|tag)|weeks?|wochen?)\\b";
const term = `${count}${unit}`;
/** What such a number of days is for: paying. Nothing else is said in between. */
const WITHIN = "(?:within|in|innerhalb(?: von| der naechsten)?|binnen)";
const PAY_EN = "(?:pay(?:able|ment)?|paid|due|settle[d]?|remit(?:ted)?)";
const PAY_DE =
  "(?:zahl(?:bar|ung|en|bar ist)?|bezahl(?:en|ung)?|begleich\\w*|ueberweis\\w*|uberweis\\w*|faellig|fallig|zahlungsziel|zahlungsfrist)";
const BETWEEN = "[^.;\\d]{0,40}?";
const forms = [
  // Payment is due within 14 days; zahlbar innerhalb von 14 Tagen.
  new RegExp(`\\b(?:${PAY_EN}|${PAY_DE})\\b${BETWEEN}\\b${WITHIN} (?:the )?(?:next )?${term}`),
  // Within 14 days of the invoice date the amount is to be paid; bitte innerhalb von 14 Tagen ueberweisen.
  new RegExp(`\\b${WITHIN} ${term}${BETWEEN}\\b(?:${PAY_EN}|${PAY_DE})\\b`),
  // Net 30; netto 30 Tage; 30 Tage netto.
  new RegExp(`\\b(?:net|netto)[ :-]{1,3}(?<count>\\d{1,3})(?:${unit})?(?![\\d.,%])`),
  new RegExp(`\\b${term} (?:net|netto|rein netto)\\b`),
  // Payment terms: 14 days; Zahlungsziel 14 Tage.
  new RegExp(
    `\\b(?:payment terms?|terms(?: of payment)?|zahlungsziel|zahlungsfrist|zahlungsbedingung(?:en)?)\\b[ :]{1,4}(?:netto |net )?${term}`,
  ),
];
/** Days of these are for something else: returning, cancelling, a lower price, being late. */
const OTHER =
  /\b(?:return\w*|refund\w*|cancel\w*|withdraw\w*|deliver\w*|ship\w*|trial|discount|skonto|abzug von|\d ?%|late|fees?|charges?|interest|gebuhr\w*|gebuehr\w*|zins\w*|overdue|reminder|mahn\w*|verzug\w*|widerr\w*|rueckgabe|ruckgabe|kuendig\w*|kundig\w*|liefer\w*|test\w*|versand\w*)\b|\d ?%/;

/** The number of days in a line of folded text; undefined where it names none. */
export function termIn(folded: string): number | undefined {
  // What is said of a discount is a clause of its own: “2 % Skonto bei Zahlung innerhalb von 10 Tagen, 30 Tage netto”.
  for (const clause of folded.slice(0, 400).split(/[,;]| (?:oder|or|sonst|otherwise|ansonsten) /)) {
    if (OTHER.test(clause)) continue;
    for (const form of forms) {
      const groups = form.exec(clause)?.groups;
      if (!groups) continue;
      const number = words[groups.count!] ?? Number(groups.count);
      return /^wo|^week/.test(groups.unit ?? "") ? number * 7 : number;
    }
  }
  return undefined;
}
