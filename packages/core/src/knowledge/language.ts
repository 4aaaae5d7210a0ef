/**
 * The language of a text, by its function words: those are in every sentence, whatever it is about. Only languages that PostgreSQL has stemmers
 * for are told, and where the words do not decide, none is: to stem a text by another language's rules finds less than not to stem it.
 */

const words = {
  en: "the of and to in is that it for was on are as with his they at be this from have or had by not but what all were when we there can an your which their said if do will each about how up out them then she many some so these would other into has more her two like him see could no make than been its who now people my made over did down only way find use may long little very after words called just where most know you our us any",
  de: "der die das und ist nicht ein eine einen einem einer eines ich sie er es wir ihr mit auf für von dem den des zu im in auch sich als an nach wie aus bei oder aber noch nur so wird werden wurde haben hat hatte sind war waren kann können muss über vor durch bis zum zur am um wenn dass daß diese dieser dieses ihre ihren sein seine mein dein kein keine mehr sehr schon hier dann da unter gegen ohne zwischen weil",
  fr: "le la les de des du et un une est que qui dans pour pas sur avec il elle ils elles nous vous je tu on ce cette ces cet au aux par plus ne se sa son ses leur leurs mais ou où donc or ni car être avoir sont était été fait comme tout tous si même aussi très sans entre après avant depuis chez mon ma mes votre vos notre nos",
  es: "el la los las de del y un una unos unas es que en por para con no se su sus al lo le les como más pero o si sobre este esta estos estas ese esa fue era ser son está están ha han había hay muy sin entre cuando también hasta desde donde nos todo todos ya porque mi mis tu yo él ella ellos qué otro otra",
  it: "il lo la gli le i di del della dei delle dello e ed un una uno è che in per con non si su al alla alle ai sono era essere ha hanno come più ma o se anche questo questa questi queste nel nella nei nelle dal dalla da sul sulla mio mia suo sua loro ci ne perché quando dove molto tutto tutti fra tra fino dopo senza quello quella",
  pt: "o a os as de do da dos das e um uma uns umas é que em no na nos nas por para com não se seu sua seus suas ao à pelo pela como mais mas ou são foi era ser está estão tem têm também até desde onde quando muito sem entre sobre este esta isso ele ela eles elas nós você já porque meu minha todo todos às",
  ca: "el la els les de del dels i un una uns unes és que en per amb no es al als com més però o si aquest aquesta aquests són va era ser ha han hi també fins des quan molt sense entre sobre seu seva jo tu ell ella nosaltres vostè ja perquè meu meva tot tots li ho",
  nl: "de het een en van is dat op te in voor met niet zijn aan er om ook als dan maar bij nog uit naar door over of je jij hij zij wij we ik u uw haar hun mijn die dit deze wordt worden werd heeft hebben had was waren kan kunnen moet wel geen meer zo tot na tegen onder want omdat toen hier waar heel veel",
  da: "og er det den en et at jeg du han hun vi de i på til af for med ikke som har havde var blev bliver kan skal vil om men eller så når hvor hvad fra efter ved også kun meget nogle noget dette denne disse deres sin mig dig sig ham hende os dem mit min vores mellem uden siden fordi nu være været af hvis mod indtil nogen lige hvordan",
  no: "og er det den en et å at jeg du han hun vi de i på til av for med ikke som har hadde var ble blir kan skal vil om men eller så når hvor hva fra etter ved også bare mye noen noe dette denne disse deres sin meg deg seg ham henne oss dem mitt min vår mellom uten siden fordi nå være vært hvis mot inntil noen like hvordan",
  sv: "och är det den en ett att jag du han hon vi de i på till av för med inte som har hade var blev blir kan ska skall vill om men eller så när där var vad från efter vid också bara mycket några något detta denna dessa deras sin mig dig sig honom henne oss dem mitt min vår mellan utan sedan eftersom nu vara varit mot",
  fi: "ja on ei että se hän me te he minä sinä oli ovat olla ole ollut kun jos mutta tai niin kuin myös vain nyt sen sitä tämä tämän tässä siitä joka jotka mitä mikä kanssa mukaan jälkeen ennen ilman vielä jo hyvin voi voidaan pitää kaikki minun sinun hänen meidän teidän heidän kuitenkin sekä eli koska",
  hu: "a az és egy hogy nem is van volt ez azt ezt de ha már csak meg mint vagy el ki be fel le én te ő mi ti ők nagyon még lesz lehet kell aki ami amely mert után előtt alatt között nélkül szerint ott itt így úgy majd most minden sem volna nekem neki vele ezek azok",
  ro: "și şi în de la cu pe un o nu este sunt care că ce din pentru mai sau dar dacă să se al ale lui lor a au fost era fi am ai are prin după până între fără când unde cum foarte toate tot acest această aceste eu tu el ea noi voi ei meu mea său sa nici doar",
  ru: "и в не на я что он с как это по но она так к у из за то его от же бы мы вы они о был была было были для мне ему до или уже если только еще ещё когда нет при во со все всё быть может ее её их чем тем этот эта эти который которые себя также после",
  tr: "ve bir bu da de için ile çok ne o ben sen biz siz onlar var yok daha gibi ama veya ya en kadar sonra önce olan olarak değil mi mı ki her şey bunu şu nasıl neden zaman ise göre benim senin onun bizim hem diye üzere bile sadece eğer",
  el: "και το η ο οι τα της του την τον των στο στη στην στον σε με για από που είναι δεν να θα ένα μια μία ως αλλά ή αν όταν πως ότι αυτό αυτή αυτός μας σας τους μου σου ήταν έχει έχουν πολύ πιο κατά μετά πριν χωρίς μόνο",
  ar: "في من على إلى أن أو عن مع هذا هذه ذلك التي الذي الذين كان كانت لا ما لم لن هو هي هم كل بعد قبل بين عند حتى إذا ثم قد كما لكن أي أنا نحن أنت به فيه له لها عليه منه وقد",
} as const;

/** What PostgreSQL has no stemmer for, and would be taken for a neighbour of it: such a text has no language here. */
const neighbours = {
  pl: "i w na z się do nie to że jest o jak za po od ale co tak czy tylko już przez dla są był była było być może ich jego jej tym który która które oraz lub przy pod bez ze mnie ja ty on ona my wy",
  cs: "a v na se je že to s z do o i jako za by ale pro po si jsem jsou byl byla bylo být která který které také jen už při nebo tak jeho jejich od k ve aby když není mě ty on ona my vy",
  uk: "і в не на я що він з як це по але вона так до у із за то його від же б ми ви вони про був була було були для мені або вже якщо тільки ще коли немає при та є їх чи який які себе також після",
  bg: "и в не на аз че той с как това по но тя така към у от за то го като да се е са ще ние вие те бил била беше или вече ако само още когато няма при със си има които който също след",
  sr: "и у не на ја да он с са као то по али она тако до из за га од же бих ми ви они о био била било или већ ако само још када нема при су се је који које такође после",
  gl: "o a os as de do da dos das e un unha uns unhas é que en no na nos nas por para con non se seu súa ao á como máis pero ou son foi era ser está tamén ata desde onde cando moi sen entre sobre este esta",
  af: "die en van is dat op te in vir met nie sy aan daar om ook as dan maar by nog uit na deur oor of jy hy sy ons ek u sal het was kan moet wel geen meer so tot teen onder want omdat toe hier waar baie hulle word",
  fa: "و در به از که این را با است برای آن یک خود تا بر هم نیز شده می های شود بود او ما آنها هر اگر باید کرد یا اما",
} as const;

export type Language = keyof typeof words;
export const languages = Object.keys(words) as Language[];

const MAX_CHARS = 20_000;
const MIN_WORDS = 6;
/** Of the words of a text, which have to be function words of its language: prose has twice this, a list of names none. */
const LEAST_SHARE = 0.18;
/** How many more of the words by which they differ a language needs than any other. */
const LEAST_LEAD = 3;
const CLEAR = 2.5;

const known: [name: Language | keyof typeof neighbours, words: ReadonlySet<string>][] = Object.entries({
  ...words,
  ...neighbours,
}).map(([name, list]) => [name as Language | keyof typeof neighbours, new Set(list.split(" "))]);

/** ISO 639-1; null for a text that is short, mixed, a list, or in another language. It looks at the beginning, the middle and the end of a long one. */
export function languageOf(text: string): Language | null {
  const counts = new Map<string, number>();
  let total = 0;
  for (const word of wordsOf(text)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    total++;
  }
  if (total < MIN_WORDS) return null;
  const found = known.map(([name, list]) => {
    const own = [...counts].filter(([word]) => list.has(word));
    return { name, list, own, sum: sumOf(own) };
  });
  const best = found.reduce((one, other) => (other.sum > one.sum ? other : one));
  if (best.sum < LEAST_SHARE * total || !isTold(best.name)) return null;
  for (const other of found) {
    if (other === best) continue;
    const lead = sumOf(best.own.filter(([word]) => !other.list.has(word)));
    const against = sumOf(other.own.filter(([word]) => !best.list.has(word)));
    if (lead < LEAST_LEAD || lead < CLEAR * against) return null;
  }
  return best.name;
}

/** What stands for the language of a person's locale against a word that is written as another one is. */
const PRIOR = 1.5;

/** The languages that LifeOS speaks. */
const SPOKEN: readonly Language[] = ["en", "de"];
/** How words of these are written that are no function words. A word that fits both says nothing. */
const looks: readonly (readonly [Language, RegExp])[] = [
  [
    "de",
    /[äöüß]|(?:ung|heit|keit|schaft)(?:en)?$|(?:lich|isch)(?:e[mnrs]?)?$|(?:chen|lein|ieren|iert|eln)$|cht(?:e[nrs]?|s)?$|tz(?:e[nr]?|t)?$|sch(?=[lmnrwtp])|^(?:zw|pf|unter(?!m))|(?<!u)eue/,
  ],
  ["en", /(?:ing|ness|less|ful|ly|ght|ity)$|^(?:wh|kn|wr)|ough|ould|oo|oa|ow|ay/],
];

/**
 * The language of what somebody looks for, who often types a word or two: by what its words say, as of any text; where they do not decide, by the
 * function words and the looks of each, of which most have to speak against the language of the person's locale (BCP 47), which it is in
 * otherwise. Null where nothing tells, and for the locale of a language that is not known here.
 */
export function languageOfQuestion(q: string, locale: string | null): Language | null {
  const told = languageOf(q);
  if (told) return told;
  const home = locale === null ? null : (/^[a-z]+/i.exec(locale)?.[0].toLowerCase() ?? null);
  // In a word or two of any other language, what is a function word of it is often a word of these: “car” is French, too.
  const likely = new Set([...SPOKEN, ...(home === null ? [] : [home])]);
  const points = new Map<string, number>(home === null ? [] : [[home, PRIOR]]);
  const give = (names: readonly string[], share: number) => {
    for (const name of names) points.set(name, (points.get(name) ?? 0) + share);
  };
  for (const word of new Set(wordsOf(q))) {
    const having = known.filter(([name, list]) => likely.has(name) && list.has(word)).map(([name]) => name);
    const like = looks.filter(([, form]) => form.test(word)).map(([name]) => name);
    // What is of the language that one expects may be so of others, too.
    if (home !== null && having.some((name) => name === home)) give([home], 1);
    else if (having.length > 0) give(having, 2 / having.length);
    else if (like.length === 1) give(like, 1);
  }
  const [first, second] = [...points].sort(([, a], [, b]) => b - a);
  if (!first || first[1] < 1 || (second && second[1] === first[1])) return null;
  return isTold(first[0]) ? first[0] : null;
}

const isTold = (name: string): name is Language => Object.hasOwn(words, name);
const sumOf = (counted: readonly (readonly [string, number])[]) => counted.reduce((sum, [, count]) => sum + count, 0);

/** In lower case; without addresses, which are words of nobody's language. */
function* wordsOf(text: string): Generator<string> {
  const half = Math.max(0, Math.floor(text.length / 2) - MAX_CHARS / 6);
  const sample =
    text.length <= MAX_CHARS
      ? text
      : [text.slice(0, MAX_CHARS / 3), text.slice(half, half + MAX_CHARS / 3), text.slice(-MAX_CHARS / 3)].join("\n");
  for (const part of sample.normalize("NFC").toLowerCase().split(/\s+/))
    if (!/@|:\/\/|^www\./.test(part)) for (const [word] of part.matchAll(/[\p{L}\p{M}]+/gu)) yield word;
}
