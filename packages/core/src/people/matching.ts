/**
 * Which contacts of a person may be one. Each fact that agrees, or does not, adds the logarithm of how much more often that happens with one
 * person entered twice than with two people (Fellegi and Sunter, A Theory for Record Linkage, 1969). The weights are constants: they follow
 * from what the facts are, and were fitted to no data; matching.test.ts says what they find among the made-up people of Febrl.
 *
 * Not all pairs are compared but those that have something in common by which they are found (`keysOf`), and neighbours among the names. Of
 * what many have in common only neighbours are compared, so that the work grows with the number of contacts and not with its square.
 */
import type { DuplicateReason } from "#core/people/duplicates.sql";
import { foldedText, jaroWinkler, oneChangeApart, trigramsAlike } from "#core/people/likeness";

export interface Known {
  id: string;
  name: string;
  /** `1980-03-22`, or `--03-22` without the year. */
  birthday: string | null;
  /** Keyed hashes of addresses and numbers. */
  emailKeys: readonly string[];
  phoneKeys: readonly string[];
  nickname?: string | null;
  organization?: string | null;
  addresses?: readonly Address[];
}

export interface Address {
  street?: string;
  extended?: string;
  locality?: string;
  region?: string;
  postalCode?: string;
}

export interface Pair {
  ids: readonly [string, string];
  /** The probability that they are one. */
  score: number;
  reasons: DuplicateReason[];
}

/** Pairs that are less likely one are not suggested. */
export const THRESHOLD = 0.5;

/** Bits by which a fact speaks for one person, or against. */
const BITS = {
  mail: 11,
  otherMail: -0.5,
  phone: 9,
  otherPhone: -0.5,
  /** Of a word of a name at most, when nobody else has it; a frequent one says less. */
  word: 9,
  alikeWord: 0.5,
  otherWord: -9,
  missingWord: -1,
  nickname: 4,
  birthday: 12,
  dayOfYear: 7,
  alikeBirthday: 6,
  otherBirthday: -5,
  street: 6,
  alikeStreet: 4.5,
  otherStreet: -1.5,
  postcode: 4,
  alikePostcode: 2.5,
  otherPostcode: -2,
  locality: 4,
  alikeLocality: 3,
  otherLocality: -1.5,
  region: 1,
  otherRegion: -1,
  extended: 3,
  organization: 3,
} as const;

/** Who lives together has addresses and numbers in common, which say no more than this of whether they are one. */
const MOST_OF_HOUSEHOLD = 9;
/** Of what so many have in common only neighbours are compared, so many each. */
const NEIGHBOURS = 8;
/** The fewest contacts that the chance of two being one is reckoned with. */
const FEWEST = 64;

interface Folded {
  known: Known;
  words: string[];
  name: string;
  nickname: string;
  organization: string;
  addresses: { street: string; extended: string; locality: string; region: string; postcode: string }[];
}

/** The likeliest first. `compared`, if given, is told how many pairs were looked at. */
export function duplicatesAmong(contacts: readonly Known[], compared?: (count: number) => void): Pair[] {
  const all = contacts.map(foldedContact);
  const weightOf = weigher(all);
  const prior = -Math.log2(Math.max(all.length, FEWEST));
  const found: Pair[] = [];
  const candidates = candidatesAmong(all);
  for (const candidate of candidates) {
    const [a, b] = [all[Math.floor(candidate / all.length)]!, all[candidate % all.length]!];
    const { bits, reasons } = compare(a, b, weightOf);
    const score = 1 / (1 + 2 ** -(bits + prior));
    if (score >= THRESHOLD && reasons.length > 0) found.push({ ids: [a.known.id, b.known.id], score, reasons });
  }
  compared?.(candidates.size);
  return found.sort((a, b) => b.score - a.score || (a.ids[0] < b.ids[0] ? -1 : 1));
}

function foldedContact(known: Known): Folded {
  const name = foldedText(known.name);
  return {
    known,
    name,
    words: name.split(" ").filter(Boolean).slice(0, MAX_WORDS),
    nickname: foldedText(known.nickname ?? ""),
    organization: foldedText(known.organization ?? ""),
    addresses: (known.addresses ?? []).slice(0, MAX_ADDRESSES).map((address) => ({
      street: foldedText(address.street ?? ""),
      extended: foldedText(address.extended ?? ""),
      locality: foldedText(address.locality ?? ""),
      region: foldedText(address.region ?? ""),
      postcode: foldedText(address.postalCode ?? "").replaceAll(" ", ""),
    })),
  };
}

const MAX_WORDS = 6;
const MAX_ADDRESSES = 3;

/** How many bits a word of a name is worth, by how many of these contacts have it. */
function weigher(all: readonly Folded[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const { words } of all) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const total = Math.max(all.length, FEWEST);
  return (word) => Math.min(BITS.word, Math.max(1, Math.log2(total / (counts.get(word) ?? 1))));
}

/** Pairs of places, each as one number. */
function candidatesAmong(all: readonly Folded[]): Set<number> {
  const pairs = new Set<number>();
  const add = (a: number, b: number) => {
    if (a !== b) pairs.add(Math.min(a, b) * all.length + Math.max(a, b));
  };
  const among = (places: readonly number[], reach: number) => {
    for (let n = 0; n < places.length; n++)
      for (let m = n + 1; m < places.length && m <= n + reach; m++) add(places[n]!, places[m]!);
  };
  const blocks = new Map<string, number[]>();
  all.forEach((one, at) => {
    for (const key of keysOf(one)) {
      const block = blocks.get(key);
      if (block) block.push(at);
      else blocks.set(key, [at]);
    }
  });
  const byName = (order: (one: Folded) => string) => {
    const named = all.map((one, at) => ({ at, key: order(one) })).filter(({ key }) => key !== "");
    return named.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at)).map(({ at }) => at);
  };
  const places = byName(({ name }) => name || " ");
  const placeOf = new Map(places.map((at, place) => [at, place]));
  for (const block of blocks.values()) {
    if (block.length < 2) continue;
    if (block.length > NEIGHBOURS) block.sort((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0));
    among(block, NEIGHBOURS);
  }
  among(places, NEIGHBOURS / 2);
  among(
    byName(({ words }) => words.toReversed().join(" ")),
    NEIGHBOURS / 2,
  );
  return pairs;
}

/** By which a contact is found: two that have one of these in common are compared. */
function keysOf({ known, words, nickname, organization, addresses }: Folded): string[] {
  const keys = [...known.emailKeys.map((key) => `m${key}`), ...known.phoneKeys.map((key) => `p${key}`)];
  const sorted = words.toSorted();
  if (sorted.length > 0) keys.push(`n${sorted.join(" ")}`);
  const sounds = [...new Set(words.map(soundOf))].toSorted();
  if (sounds.length > 1) keys.push(`s${sounds.join(" ")}`);
  if (nickname) keys.push(`n${nickname}`);
  if (known.birthday) {
    keys.push(`b${known.birthday}`);
    for (const sound of sounds) keys.push(`d${known.birthday.slice(-5)}${sound}`);
    if (!known.birthday.startsWith("-"))
      for (const sound of sounds) keys.push(`y${known.birthday.slice(0, 4)}${sound}`);
  }
  for (const { street, locality, postcode } of addresses) {
    const [number] = /\d+/.exec(street) ?? [""];
    const way = street.replace(/\d+\w?/g, "").trim();
    if (postcode && street) keys.push(`a${postcode}${number}`);
    if (way && number) keys.push(`r${number} ${way}`);
    if (way && postcode) keys.push(`w${way}${postcode}`);
    if (way && locality) keys.push(`l${way}${locality}`);
    if (postcode) for (const sound of sounds) keys.push(`c${postcode}${sound}`);
  }
  if (organization) for (const sound of sounds) keys.push(`o${organization}${sound}`);
  return keys;
}

/** The first letter, and the consonants after it that sound different, three at most. */
function soundOf(word: string): string {
  const letters = word.replace(/ph/g, "f").replace(/[aeiouyhw]/g, (letter, at: number) => (at === 0 ? letter : ""));
  return letters
    .slice(0, 1)
    .concat(
      letters
        .slice(1)
        .replace(/[bfpv]/g, "1")
        .replace(/[cgjkqsxz]/g, "2")
        .replace(/[dt]/g, "3")
        .replace(/[mn]/g, "5"),
    )
    .replace(/(.)\1+/g, "$1")
    .slice(0, 4);
}

function compare(a: Folded, b: Folded, weightOf: (word: string) => number) {
  const reasons: DuplicateReason[] = [];
  const name = compareNames(a, b, weightOf);
  if (name.reason) reasons.push(name.reason);
  let bits = name.bits + compareBirthdays(a.known.birthday, b.known.birthday, reasons);
  const [mail, phone] = [
    shared(a.known.emailKeys, b.known.emailKeys, BITS.mail, BITS.otherMail),
    shared(a.known.phoneKeys, b.known.phoneKeys, BITS.phone, BITS.otherPhone),
  ];
  if (mail > 0) reasons.push("same_mail");
  if (phone > 0) reasons.push("same_phone");
  bits += mail + Math.min(MOST_OF_HOUSEHOLD, phone + compareAddresses(a, b, reasons));
  if (a.organization && a.organization === b.organization) {
    bits += BITS.organization;
    reasons.push("same_organization");
  }
  return { bits, reasons };
}

function shared(a: readonly string[], b: readonly string[], same: number, other: number): number {
  if (a.length === 0 || b.length === 0) return 0;
  return a.some((key) => b.includes(key)) ? same : other;
}

/** Words are compared with the words that they are most alike, whatever their order. */
function compareNames(a: Folded, b: Folded, weightOf: (word: string) => number) {
  const left = [...b.words];
  let bits = 0;
  let alone = 0;
  let found = 0;
  let isSame = a.words.length > 0 && a.words.length === b.words.length;
  for (const word of a.words.filter((word) => left.includes(word))) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    bits += weightOf(word);
    found++;
  }
  const equal = [...b.words];
  const others = a.words.filter((word) => {
    const at = equal.indexOf(word);
    if (at >= 0) equal.splice(at, 1);
    return at < 0;
  });
  for (const word of others) {
    isSame = false;
    const [best, at] = left.reduce<[number, number]>(
      ([most, where], other, n) => {
        const likeness = likenessOf(word, other);
        return likeness > most ? [likeness, n] : [most, where];
      },
      [0, -1],
    );
    if (best >= ALIKE) {
      bits += BITS.alikeWord * Math.min(weightOf(word), weightOf(left[at]!));
      left.splice(at, 1);
      found++;
    } else alone++;
  }
  const both = Math.min(alone, left.length);
  bits += both * BITS.otherWord + (alone + left.length - 2 * both) * BITS.missingWord;
  const isNicknamed =
    (a.nickname !== "" && (a.nickname === b.nickname || b.words.includes(a.nickname))) ||
    (b.nickname !== "" && a.words.includes(b.nickname));
  if (isNicknamed) bits += BITS.nickname;
  const reason: DuplicateReason | undefined = isSame
    ? a.name === b.name
      ? "same_name"
      : "swapped_name"
    : found > 0 && both === 0
      ? "alike_name"
      : isNicknamed
        ? "same_nickname"
        : undefined;
  return { bits, reason };
}

const ALIKE = 0.84;

function likenessOf(a: string, b: string): number {
  // An initial stands for its name.
  if ((a.length === 1 || b.length === 1) && a[0] === b[0]) return ALIKE;
  return jaroWinkler(a, b);
}

function compareBirthdays(a: string | null, b: string | null, reasons: DuplicateReason[]): number {
  if (!a || !b) return 0;
  if (a === b) {
    reasons.push("same_birthday");
    return a.startsWith("-") ? BITS.dayOfYear : BITS.birthday;
  }
  if (a.startsWith("-") || b.startsWith("-")) {
    if (a.slice(-5) !== b.slice(-5)) return BITS.otherBirthday;
    reasons.push("same_birthday");
    return BITS.dayOfYear;
  }
  const isTurned = a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7);
  if (!isTurned && !oneChangeApart(a, b)) return BITS.otherBirthday;
  reasons.push("alike_birthday");
  return BITS.alikeBirthday;
}

/** The two addresses that are most alike. */
function compareAddresses(a: Folded, b: Folded, reasons: DuplicateReason[]): number {
  let best: { bits: number; reason: DuplicateReason | undefined } | undefined;
  for (const one of a.addresses)
    for (const other of b.addresses) {
      const street = graded(one.street, other.street, [BITS.street, BITS.alikeStreet, BITS.otherStreet], isAlikeStreet);
      const postcode = graded(
        one.postcode,
        other.postcode,
        [BITS.postcode, BITS.alikePostcode, BITS.otherPostcode],
        oneChangeApart,
      );
      const locality = graded(
        one.locality,
        other.locality,
        [BITS.locality, BITS.alikeLocality, BITS.otherLocality],
        isAlikeText,
      );
      const region = graded(one.region, other.region, [BITS.region, BITS.region / 2, BITS.otherRegion], oneChangeApart);
      const extended = graded(one.extended, other.extended, [BITS.extended, BITS.extended, 0], isAlikeText);
      const bits = street + postcode + locality + region + extended;
      const reason =
        street > 0 && postcode + locality > 0
          ? "same_address"
          : postcode > 0
            ? "same_postcode"
            : locality > 0
              ? "same_place"
              : undefined;
      if (!best || bits > best.bits) best = { bits, reason };
    }
  if (best?.reason) reasons.push(best.reason);
  return best?.bits ?? 0;
}

/** Bits of what is the same, alike, or neither; none where one of them is not known. */
function graded(
  a: string,
  b: string,
  [same, alike, other]: readonly [number, number, number],
  isAlike: (a: string, b: string) => boolean,
): number {
  if (!a || !b) return 0;
  return a === b ? same : isAlike(a, b) ? alike : other;
}

const isAlikeText = (a: string, b: string) => jaroWinkler(a, b) >= 0.9 || trigramsAlike(a, b) >= 0.6;
const isAlikeStreet = (a: string, b: string) => jaroWinkler(a, b) >= 0.92 || trigramsAlike(a, b) >= 0.6;
