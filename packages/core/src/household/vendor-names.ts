/**
 * Normalizes names of shops as receipts, banks and people write them, so that “Café Nero Ltd.” and “CAFE NERO #412” are the same
 * vendor.
 */

import { folded } from "#core/household/folding";
import { cut } from "#kit/text";

const MAX_LENGTH = 200;

/** Legal forms of companies in the countries whose receipts LifeOS reads, folded; they are removed at the end of a name. */
const LEGAL_FORMS = new Set(
  [
    "ab ag ao aps as asa bv bvba co company corp corporation cv eg ehf eirl gbr gmbh inc incorporated kft kg kgaa kk lda llc",
    "llp lp ltd limited ltda mbh nv oao ohg ooo oue oy oyj plc pllc pte pty pvt sa sagl sarl sas sasu sc sca scs se sl slu snc spa",
    "srl sro srls sprl tov ug vof zao zrt",
  ]
    .join(" ")
    .split(" "),
);
/** Legal forms of several words or of letters with dots between, in their folded form. */
const SPLIT_FORM =
  /(?: (?:s p a|s r l|s r o|s a r l|s a s|s a|s l|s n c|b v|n v|a s|l l c|sp z o o|sp zoo|sp k|sp j|gmbh co kg|pty ltd|co kg|e k|e v|d o o|a d|k s|u g))$/;

/** Prefixes that card networks and terminals put before a shop: “SQ *”, “PAYPAL *”. */
const TERMINAL =
  /^\s*(?:sq|sqc|tst|pp|paypal|pypl|sp|zettle|iz|sumup|stripe|ckx|bt|gpay|google pay|apple pay|klarna|izettle)\s*\*+\s*/i;

/** Numbers of branches: “#412”, “Store 0412”, “Filiale 12”, and bare numbers of three digits or more. */
const BRANCH =
  /(?: (?:(?:store|shop|branch|filiale|fil|markt|magasin|mag|tienda|suc|sucursal|negozio|sklep|filiaal|unit|no|nr|num|number|location|loc) )?#\d+| (?:store|shop|branch|filiale|fil|magasin|tienda|suc|sucursal|negozio|sklep|filiaal|unit|no|nr|num|number|location|loc) \d+| \d{3,})$/;

/** Numbers that belong to names, and years in which houses were founded: these are not the numbers of branches. */
const NAME_NUMBER =
  /(?<!#)(?:\b(?:100|101|111|123|247|360|365|404|420|500|711|808|888|911|999|1000|3000)|\b(?:1[5-9]\d\d|20[0-4]\d))$/;

/** Words for a kind of place. A name of only such words needs its number: “Restaurant 1842”, “Studio 54”. */
const KINDS = new Set(
  [
    "a an and at by of the le la les el il lo los das der die den de am an zum zur im in bei chez",
    "restaurant ristorante restaurante trattoria osteria taverna pizzeria bistro brasserie cafe caffe kaffee coffee tea bar pub inn",
    "grill diner deli kitchen kuche cocina cucina cantina bodega bakery backerei boulangerie panaderia steakhouse brewery brauerei",
    "brauhaus wirtshaus gasthaus gasthof distillery taproom cellar keller lounge club disco nightclub room salon studio atelier",
    "gallery galerie hotel hostel motel pension apartment apartments suite suites tower house haus casa maison villa hof building",
    "food foods pizza burger burgers sushi ramen noodles kebab taco tacos wok chicken fish steak wine wines vino vini beer bier",
    "shop store market markt mart supermarkt supermarket kiosk outlet boutique pharmacy apotheke farmacia drogerie optik gym fitness",
    "spa barber hair beauty nails school academy garage auto parking taxi car cars bike bikes kino cinema theater theatre museum",
    "pier gate area route highway street strasse road avenue level floor platform dock port zone district terminal track bay channel",
    "radio fm formula agency bureau office group company international catch forever no nr number location unit branch filiale",
    "old new alte altes neue big little red blue green black white",
  ]
    .join(" ")
    .split(" "),
);

/**
 * The name without the number of a branch. The number stays where it may distinguish the name, because merging two shops is worse
 * than two entries for one.
 */
function withoutBranch(name: string): string {
  const rest = name.replace(BRANCH, "");
  if (rest === name || NAME_NUMBER.test(name)) return name;
  const isTelling = rest.split(" ").some((word) => /\p{L}{2}/u.test(word) && !KINDS.has(word));
  // Names like “H&M” consist of single letters and are distinctive without a number.
  return isTelling || /^\p{L} and \p{L}$/u.test(rest) ? rest : name;
}

/**
 * The name without case, accents, punctuation, branch numbers and legal forms; at most 200 characters. A name that consists only
 * of those keeps them, so the result is empty only for a name without a letter or digit. Normalizing twice changes nothing.
 */
export function normalizedName(name: string): string {
  const plain = spaced(name.replace(TERMINAL, "")) || spaced(name);
  let kept = plain;
  for (;;) {
    const shorter = withoutBranch(kept).replace(SPLIT_FORM, "").replace(/ and$/, "");
    const [last = "", ...rest] = shorter.split(" ").reverse();
    const next = rest.length > 0 && LEGAL_FORMS.has(last) ? rest.reverse().join(" ") : shorter;
    if (next === kept) break;
    kept = next;
  }
  return cut(words(kept.replaceAll("#", " ")), MAX_LENGTH).trim() || cut(name.trim().toLowerCase(), MAX_LENGTH);
}

/** Folded words separated by one space; `#` stays before a number, where it marks a branch. */
function spaced(name: string): string {
  const text = folded(cut(name, 1_000))
    .replace(/['’`´]/g, "")
    .replace(/&/g, " and ")
    .replace(/#\s*(?=\d)/g, " #");
  return words(text.replace(/[^\p{L}\p{M}\p{N}#]+|#(?!\d)/gu, " "));
}

const words = (text: string) => text.replace(/\s+/g, " ").trim();

/** Common words in shop names, which do not distinguish shops. */
const COMMON = new Set(
  [
    "and the of at by for online shop store stores market markt supermarket supermarkt restaurant ristorante cafe coffee bar grill",
    "pizza pizzeria bakery food foods kitchen house company group international services service payment payments purchase card",
    "com www de uk us usa gmbh ltd inc llc",
  ]
    .join(" ")
    .split(" "),
);

/**
 * Whether a bank's name for a shop may mean the merchant of a receipt. Banks cut names off, drop vowels and add towns, so one
 * distinctive word in common or similar letters are enough; the caller also compares the amount and the day.
 */
export function similarNames(one: string, other: string): boolean {
  const [a, b] = [normalizedName(one), normalizedName(other)];
  if (a === "" || b === "") return false;
  if (a === b) return true;
  const [joined, with_] = [a.replaceAll(" ", ""), b.replaceAll(" ", "")];
  const [short, long] = joined.length <= with_.length ? [joined, with_] : [with_, joined];
  if (short.length >= 4 && long.startsWith(short)) return true;
  const telling = (name: string) => name.split(" ").filter((word) => word.length >= 3 && !COMMON.has(word));
  const [mine, theirs] = [telling(a), telling(b)];
  const fewer = Math.min(mine.length, theirs.length);
  const common = mine.filter((word) =>
    theirs.some(
      (their) =>
        their === word || (word.length >= 4 && their.length >= 4 && (their.startsWith(word) || word.startsWith(their))),
    ),
  ).length;
  if (fewer > 0 && common * 2 >= fewer) return true;
  return likeness(joined, with_) >= 0.6;
}

/** The Sørensen–Dice coefficient of the pairs of neighbouring letters, 0 to 1. */
function likeness(one: string, other: string): number {
  if (one.length < 4 || other.length < 4) return 0;
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
  const left = pairs(one);
  const open = pairs(other);
  const total = left.length + open.length;
  let shared = 0;
  for (const pair of left) {
    const at = open.indexOf(pair);
    if (at < 0) continue;
    open.splice(at, 1);
    shared++;
  }
  return (2 * shared) / total;
}
