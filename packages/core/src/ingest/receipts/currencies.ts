/** The currency marks that receipts print beside amounts, and what distinguishes the countries that share one. */

/** Marks of several currencies, the likeliest first; which one it is depends on the country. */
export const sharedMarks: Record<string, readonly string[]> = {
  $: "USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS UYU DOP".split(" "),
  kr: "SEK NOK DKK ISK".split(" "),
  "¥": "JPY CNY".split(" "),
  rs: "INR PKR LKR NPR MUR".split(" "),
};

/** Codes that are no English words in capitals (so no ALL, TOP, CUP), which menus are full of. */
const codes =
  "USD EUR GBP CHF CAD AUD NZD JPY CNY INR PLN SEK NOK DKK ISK CZK HUF RON BGN RSD RUB UAH ILS AED SAR QAR KWD BHD OMR JOD TND MXN BRL ARS CLP COP UYU DOP ZAR NGN KES GHS EGP THB VND IDR MYR SGD HKD TWD PHP KRW PKR LKR NPR MUR BDT KZT MDL MKD AZN IRR IQD DZD LBP CRC".split(
    " ",
  );
const capitalCodes = "TRY MAD PEN GEL BAM".split(" ");
/** Further marks that count only in capitals. */
const capitalMarks = new Set([...capitalCodes.map((code) => code.toLowerCase()), "rm", "php", "dt", "kd", "r"]);

/** Folded marks and their meaning: ISO 4217, or the name of a shared mark. */
const marks: Record<string, string> = {
  ...{ "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND" },
  ...{
    "₴": "UAH",
    "₱": "PHP",
    "₦": "NGN",
    "₡": "CRC",
    "₸": "KZT",
    "₾": "GEL",
    "₼": "AZN",
    "¥": "¥",
    "￥": "¥",
    "＄": "$",
  },
  ...{ $: "$", us$: "USD", "us $": "USD", "u.s. $": "USD", "u.s.$": "USD", $us: "USD", "$ us": "USD", usd$: "USD" },
  ...{
    ca$: "CAD",
    c$: "CAD",
    "ca $": "CAD",
    can$: "CAD",
    cdn$: "CAD",
    cad$: "CAD",
    $ca: "CAD",
    "$ ca": "CAD",
    $can: "CAD",
  },
  ...{
    a$: "AUD",
    au$: "AUD",
    aud$: "AUD",
    "au $": "AUD",
    nz$: "NZD",
    nzd$: "NZD",
    "nz $": "NZD",
    s$: "SGD",
    sg$: "SGD",
    sgd$: "SGD",
  },
  ...{
    hk$: "HKD",
    hkd$: "HKD",
    "hk $": "HKD",
    nt$: "TWD",
    "nt $": "TWD",
    mx$: "MXN",
    mex$: "MXN",
    mxn$: "MXN",
    "mx $": "MXN",
  },
  ...{ "m.n.": "MXN", clp$: "CLP", ch$: "CLP", cop$: "COP", col$: "COP", ar$: "ARS", rd$: "DOP", $u: "UYU" },
  ...{ r$: "BRL", "r $": "BRL", "s/.": "PEN", "s/": "PEN", 元: "CNY", 円: "JPY", 원: "KRW", rmb: "CNY" },
  ...{
    zl: "PLN",
    zlotych: "PLN",
    kc: "CZK",
    korun: "CZK",
    ft: "HUF",
    forint: "HUF",
    lei: "RON",
    leu: "RON",
    tl: "TRY",
  },
  ...{ лв: "BGN", лева: "BGN", руб: "RUB", рублеи: "RUB", грн: "UAH", дин: "RSD", rp: "IDR", rm: "MYR", php: "PHP" },
  ...{
    kr: "kr",
    kronor: "SEK",
    kroner: "kr",
    rs: "rs",
    rupees: "rs",
    fr: "CHF",
    sfr: "CHF",
    euro: "EUR",
    euros: "EUR",
  },
  ...{ dt: "TND", kd: "KWD", dollars: "$", pesos: "$", r: "ZAR", rand: "ZAR" },
  ...{ "ر.س": "SAR", "د.ا": "AED", "د.ك": "KWD", "ج.م": "EGP", "د.ب": "BHD", "ر.ق": "QAR", "ر.ع": "OMR" },
  ...{ 円: "JPY", 元: "CNY", 원: "KRW", บาท: "THB", רש: "ILS", 'ש"ח': "ILS", ευρω: "EUR", евро: "EUR", гривень: "UAH" },
};
for (const code of codes) marks[code.toLowerCase()] = code;
for (const code of capitalCodes) marks[code.toLowerCase()] = code;

const alternatives = Object.keys(marks)
  .sort((one, other) => other.length - one.length)
  .map((mark) => mark.replace(/[$./]/g, "\\$&") + (/^\p{L}+$/u.test(mark) ? "\\.?" : ""))
  .join("|");
const markPattern = new RegExp(`(?<![\\p{L}$])(?:${alternatives})(?![\\p{L}$])`, "gu");

export interface Mark {
  /** ISO 4217, or the name of a shared mark. */
  meaning: string;
  start: number;
  end: number;
}

/** The currency marks on a line, left to right. `text` is the line as printed, for codes that count only in capitals. */
export function marksIn(folded: string, text: string): Mark[] {
  const found: Mark[] = [];
  for (const match of folded.matchAll(markPattern)) {
    const meaning = marks[match[0]] ?? marks[match[0].replace(/\.$/, "")]!;
    const end = match.index + match[0].length;
    if (capitalMarks.has(match[0]) && /\p{Ll}/u.test(text.slice(match.index, end))) continue;
    // “R450” is rand; the letter elsewhere can be anything, as in “205/55 R16”.
    if (match[0] === "r" && (!/^ ?\d/.test(folded.slice(end, end + 2)) || /\d ?$/.test(folded.slice(0, match.index))))
      continue;
    found.push({ meaning, start: match.index, end });
  }
  return found;
}

export function isShared(meaning: string): boolean {
  return meaning in sharedMarks;
}

interface Country {
  currency: string;
  /** Top-level domains. */
  domains: string;
  /** Tax numbers and postal codes that only this country has. */
  proof?: RegExp;
  /** Its names, its tax and words of its language; these may occur elsewhere too. */
  names?: RegExp;
}

const states =
  "al|ak|az|ar|ca|co|ct|dc|de|fl|ga|hi|id|il|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy";

/** Tried on folded lines, on which an address and a tax number can be distinguished from other numbers. */
const countries: Country[] = [
  {
    currency: "USD",
    domains: "us",
    // “Portland, OR 97209”, “Portland OR 97209” at the end of a line.
    proof: new RegExp(`, ?(?:${states}),? \\d{5}\\b|\\b(?:${states}) \\d{5}(?:-\\d{4})?$`, "m"),
    names: /\b(?:united states|u\.s\. dollars?|us dollars?)\b/,
  },
  {
    currency: "CAD",
    domains: "ca",
    proof: /\b\d{5} ?\d{4} ?rt ?\d{4}\b|\b[abceghj-nprstvxy]\d[a-z] \d[a-z]\d\b|\b(?:hst|qst|tps|tvq)\b/,
    names: /\bcanad(?:a|ian)\b|\bpst\b|\b(?:ontario|quebec|alberta|british columbia|toronto|montreal|vancouver)\b/,
  },
  {
    currency: "AUD",
    domains: "au",
    proof: /\babn\b|\b(?:nsw|vic|qld|tas|act) \d{4}\b/,
    names: /\baustralian?\b|\b(?:sydney|melbourne|brisbane)\b/,
  },
  { currency: "NZD", domains: "nz", proof: /\bnzbn\b/, names: /\b(?:new zealand|aotearoa|auckland|wellington)\b/ },
  { currency: "SGD", domains: "sg", proof: /\buen\b/, names: /\bsingapore\b/ },
  { currency: "HKD", domains: "hk", names: /\b(?:hong kong|kowloon)\b/ },
  { currency: "TWD", domains: "tw", names: /\b(?:taiwan|taipei)\b/ },
  {
    currency: "MXN",
    domains: "mx",
    proof: /\br\.?f\.?c\.?:|\bcfdi\b|\bmoneda nacional\b/,
    names: /(?<!new )\bmexico\b|\b(?:pesos mexicanos|mexican pesos?|cdmx)\b/,
  },
  { currency: "CLP", domains: "cl", proof: /\br\.?u\.?t\.?:? ?\d/, names: /\b(?:chile|pesos chilenos)\b/ },
  { currency: "COP", domains: "", proof: /\bnit\b:? ?\d/, names: /\b(?:colombia|bogota|pesos colombianos)\b/ },
  { currency: "ARS", domains: "ar", proof: /\bcuit\b/, names: /\b(?:argentina|buenos aires|pesos argentinos)\b/ },
  { currency: "UYU", domains: "uy", names: /\b(?:uruguay|montevideo)\b/ },
  {
    currency: "DKK",
    domains: "dk",
    proof: /\bcvr\b|\bdk-?\d{8}\b/,
    names: /\b(?:danmark|denmark|kobenhavn|at betale|danish kron\w*)\b/,
  },
  {
    currency: "NOK",
    domains: "no",
    proof: /\b\d{3} ?\d{3} ?\d{3} ?mva\b|\bmva\b/,
    names: /\b(?:norge|norway|oslo|norwegian kron\w*)\b/,
  },
  {
    currency: "SEK",
    domains: "se",
    proof: /\bse ?\d{10}01\b/,
    names: /\b(?:sverige|sweden|stockholm|goteborg|att betala|kvitto|swedish kron\w*)\b/,
  },
  {
    currency: "ISK",
    domains: "is",
    proof: /\b(?:kennitala|vsk\.?(?:nr|numer))\b/,
    names: /\b(?:iceland|reykjavik|vsk|samtals|kvittun)\b/,
  },
  {
    currency: "CNY",
    domains: "cn",
    names: /[\u4e00-\u9fff]元|人民币|合计|总计|实付|收据|支付宝|微信支付|\brmb\b|\b(?:beijing|shanghai|shenzhen)\b/,
  },
  { currency: "JPY", domains: "jp", names: /\b(?:japan|tokyo|osaka|kyoto)\b|[\u3040-\u30ff]|領収|税込/ },
  { currency: "PKR", domains: "pk", names: /\b(?:pakistan|karachi|lahore|islamabad)\b/ },
  { currency: "LKR", domains: "lk", names: /\b(?:sri lanka|colombo)\b/ },
  { currency: "NPR", domains: "np", names: /\b(?:nepal|kathmandu)\b/ },
  { currency: "INR", domains: "in", proof: /\bgstin\b|\b(?:cgst|sgst|igst)\b/, names: /\bindia\b/ },
  {
    currency: "EUR",
    domains: "de fr es it nl be at ie pt fi ee lv lt sk si gr lu mt cy hr eu bg",
    proof:
      /\b(?:de ?\d{9}|atu ?\d{8}|fr ?\d{2} ?\d{9}|nl ?\d{9}b\d{2}|be ?0\d{9}|it ?\d{11}|es ?[a-z]\d{8}|ust-?id\w*|siret|partita iva)\b/,
  },
  { currency: "PLN", domains: "pl", proof: /\bnip\b:? ?\d|\bpl ?\d{10}\b/, names: /\b(?:polska|paragon fiskalny)\b/ },
  { currency: "GBP", domains: "uk", proof: /\bgb ?\d{9}\b|\bgb \d{3} \d{4} \d{2}\b/, names: /\bunited kingdom\b/ },
  {
    currency: "CHF",
    domains: "ch li",
    proof: /\bche-?\d{3}\.?\d{3}\.?\d{3}\b/,
    names: /\b(?:schweiz|suisse|svizzera|zurich)\b/,
  },
  { currency: "CZK", domains: "cz", proof: /\bcz ?\d{8,10}\b/, names: /\b(?:ceska republika|praha)\b/ },
  { currency: "HUF", domains: "hu", proof: /\badoszam\b|\bhu ?\d{8}\b/, names: /\b(?:magyarorszag|budapest)\b/ },
  {
    currency: "RON",
    domains: "ro",
    proof: /\b(?:cui|c\.i\.f\.)\b:? ?(?:ro)?\d|\bro\d{6,10}\b/,
    names: /\b(?:romania|bucuresti)\b/,
  },
  { currency: "BRL", domains: "br", proof: /\b(?:cnpj|cpf)\b/, names: /\bbrasil\b/ },
  { currency: "RUB", domains: "ru" },
  { currency: "UAH", domains: "ua", names: /[іїєґ]/ },
  { currency: "TRY", domains: "tr", names: /\b(?:turkiye|istanbul|ankara|genel toplam)\b/ },
  { currency: "KRW", domains: "kr", names: /[\uac00-\ud7a3]/ },
  {
    currency: "ZAR",
    domains: "za",
    names: /\b(?:south africa|johannesburg|cape town|durban|pretoria|sandton|rands?)\b/,
  },
  { currency: "MYR", domains: "my", names: /\b(?:malaysia|kuala lumpur|ringgit)\b/ },
  { currency: "SAR", domains: "sa", names: /\b(?:saudi arabia|riyadh|jeddah)\b/ },
  { currency: "MUR", domains: "mu", names: /\bmauritius\b/ },
  { currency: "ILS", domains: "il", names: /[\u05d0-\u05ea]{2}/ },
];

/**
 * The currency of the country that a document most likely comes from, among `possible` ones; undefined without evidence. A tax
 * number or postal code counts more than a name; a top-level domain counts as much as a name.
 */
export function countryCurrency(
  folded: string,
  domains: readonly string[],
  possible: (currency: string) => boolean,
): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const country of countries) {
    if (!possible(country.currency)) continue;
    const labels = country.domains.split(" ");
    const score =
      (country.proof?.test(folded) ? 3 : 0) +
      (country.names?.test(folded) ? 2 : 0) +
      (domains.some((domain) => labels.includes(domain)) ? 2 : 0);
    if (score > most) [best, most] = [country.currency, score];
  }
  return best;
}

const words = new RegExp(`(?<!\\p{L})(?:${[...codes, "euros?"].join("|").toLowerCase()})(?!\\p{L})`, "gu");

/** The currency codes in a text, whether or not an amount is beside them; the word “euros” counts as a code. */
export function codesNamed(folded: string): string[] {
  return [...folded.matchAll(words)].map(([word]) => marks[word]!);
}
