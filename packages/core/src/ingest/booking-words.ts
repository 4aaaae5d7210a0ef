/** Words of tickets and confirmations of bookings in the languages of Europe. All patterns are for folded text. */
import type { BookingKind } from "./bookings.ts";
import { amountsIn } from "./receipts/amounts.ts";
import type { Line } from "./receipts/lines.ts";

const word = (alternatives: string) => new RegExp(`(?<![a-z])(?:${alternatives})(?![a-z])`);

/** Names of a ticket or of a confirmed booking, by language; words that English shares are in `classify`. */
export const bookingNames = word(
  [
    "boarding card|e-?tickets?|(?:train|bus|coach|rail|flight|ferry|plane|event|concert|cinema|theatre|admission) tickets?|(?:booking|reservation) confirmed|hotel voucher|ticket to travel",
    "fahrkarte\\w*|fahrschein\\w*|flugticket\\w*|bahnticket\\w*|online-?ticket\\w*|bordkarte\\w*|eintrittskarte\\w*|platzkarte\\w*|sitzplatzreservierung|reservierungsbestatigung|buchungsbestatigung|reisebestatigung|reiseplan|hotelgutschein|buchungsnummer|reservierungsnummer",
    "billets? (?:de train|d'avion|electroniques?)|e-?billets?|carte d'embarquement|confirmation de (?:votre )?(?:reservation|voyage|sejour)|reservation confirmee|titre de transport|numero de reservation|votre sejour",
    "jizdenk\\w*|mistenk\\w*|letenk\\w*|palubni vstupenk\\w*|vstupenk\\w*|potvrzeni (?:o )?(?:rezervace|objednavky pobytu|pobytu|ubytovani)|rezervace (?:potvrzena|c|cislo)|vase rezervace|cislo rezervace",
    "cestovn\\w+ listk\\w*|cestovny listok|miestenk\\w*|vstupenk\\w*|potvrdenie rezervacie|vasa rezervacia",
    "bilet\\w* (?:kolejow\\w*|lotnicz\\w*|autobusow\\w*|elektroniczn\\w*|na pociag)|e-?bilet\\w*|twoj bilet|bilet|miejscowk\\w*|karta pokladowa|rezerwacja potwierdzona|potwierdzenie rezerwacji|numer rezerwacji",
    "menetjegy\\w*|vonatjegy\\w*|repulojegy\\w*|helyjegy\\w*|belepojegy\\w*|beszallokartya\\w*|e-?jegy\\w*|foglalas(?:a|at)? (?:visszaigazolas\\w*|megerosit\\w*|szama?)|foglalas-?visszaigazolas|foglalasi (?:szam|kod)\\w*",
    "billetes? (?:de (?:tren|avion|autobus)|electronicos?)|tarjeta de embarque|confirmacion de (?:tu |su |la )?reserva|reserva confirmada|localizador|entradas? para",
    "bigliett[oi] (?:del treno|aere[oi]|ferroviari[oi]|elettronic[oi])|bigliett[oi]|carta d'imbarco|conferma (?:di |della )?prenotazione|prenotazione confermata|codice prenotazione",
    "(?:trein|vlieg|bus|toegangs)?(?:kaartjes?|tickets?)|treinkaartje|instapkaart|toegangsbewijs|reserveringsbevestiging|boekingsbevestiging|boekingsnummer|reserveringsnummer",
    "bilhetes?(?: de (?:comboio|trem|aviao|autocarro))?|cartao de embarque|confirmacao da (?:sua )?reserva|reserva confirmada|passagem(?: aerea)?|numero da reserva",
    "(?:tag|fly|flyg|buss?|bat|el|tog)?bilje?tt?(?:er|en)?|togbillett?(?:er|en)?|flybillett?(?:er|en)?|boardingkort|platsbiljett|bokningsbekraftelse|bokningsnummer|bestillingsbekreftelse|bookingbekraeftelse|reservasjonsbekreftelse|din bokning|pladsbillet|referansenummer",
    "matkalippu\\w*|junalippu\\w*|lentolippu\\w*|varausvahvistus\\w*|varaustunnus\\w*|varausnumero\\w*|tarkastuskortti",
    "bilet de (?:tren|avion|autobuz)|confirmarea rezervarii|rezervarea dvs|karta za (?:vlak|avion|autobus)|vozovnic\\w*|letalsk\\w+ vozovnic\\w*|potvrda rezervacije|ucak bileti|rezervasyon onayi",
  ].join("|"),
);

/** A time of day, as the source of a pattern. */
export const clock =
  "(?<!\\d[.:]|\\d)(?:[01]?\\d|2[0-3])[:.h][0-5]\\d(?!\\d|[.]\\d)(?: ?[ap]\\.?m\\b)?|\\b\\d{1,2} ?[ap]\\.?m\\b";
/** A time of day that cannot be a price, for use without a label: with a point it needs a word beside it. */
export const plainClock =
  "(?<!\\d[.:]|\\d)(?:[01]?\\d|2[0-3])[:h][0-5]\\d(?!\\d|[.]\\d)(?: ?[ap]\\.?m\\b)?|\\b\\d{1,2}(?:[.][0-5]\\d)? ?[ap]\\.?m\\b|" +
  "(?<![a-z])(?:kl|klo|ore|alle|at|um|godz|begin\\w*)[.:]? ?(?:[01]?\\d|2[0-3])[.][0-5]\\d(?!\\d|[.]\\d)|" +
  "(?<!\\d[.:]|\\d)(?:[01]?\\d|2[0-3])[.][0-5]\\d(?= ?(?:uhr|hrs?|h|hod)(?![a-z]))";
const date =
  "\\d{1,2}[./-] ?\\d{1,2}[./-]|\\d{4}-\\d\\d-\\d\\d|\\d{1,2}\\.? (?:de )?[a-z]{3,12}\\.?|[a-z]{3,9} \\d{1,2}\\b";
const leaving =
  "departure|departs?|departing|dep\\.?|leaves|abfahrt|abflug|ab|abreise|hinfahrt|depart|partir|odjezd|odlet|odchod|odjazd|wyjazd|wylot|indulas|salida|sale|partenza|parte|vertrek|partida|saida|avgang|avresa|afgang|avreise|lahto|plecare|polazak|odhod|kalkis";
const arriving =
  "arrival|arrives?|arriving|arr\\.?|ankunft|an|arrivee|prijezd|prilet|prichod|prichod|przyjazd|przylot|erkezes|llegada|llega|arrivo|arriva|aankomst|chegada|ankomst|saapuminen|tulo|sosire|dolazak|prihod|varis";
export const departs = new RegExp(`(?<![a-z])(?:${leaving})(?![a-z]).{0,80}?(?:${clock})`);
export const arrives = new RegExp(`(?<![a-z])(?:${arriving})(?![a-z]).{0,80}?(?:${clock})`);
const timed = (words: string) => new RegExp(`(?<![a-z])(?:${words})(?![a-z]).{0,80}?(?:${clock})`);
export const carBegins = timed(
  "pick-?up|abholung|anmietung|prise en charge|retrait|ritiro|recogida|ophalen|vyzvednuti|odbior|felvetel|levantamento|upphamtning|henting|afhentning",
);
export const carEnds = timed(
  "drop-?off|return|ruckgabe|restitution|retour|riconsegna|devolucion|inleveren|vraceni|zwrot|leadas|devolucao|aterlamning|innlevering|aflevering",
);
export const stayBegins = new RegExp(
  `(?<![a-z])(?:check-?in|anreise|arrivee|arrivo|llegada|aankomst|prijezd|przyjazd|zameldowanie|erkezes|bejelentkezes|chegada|entrada|inchecken|incheckning|innsjekking|indtjekning|ankomst|sisaankirjautuminen|saapuminen|nastup|od)(?![a-z]).{0,40}?(?:${date})`,
);
export const stayEnds = new RegExp(
  `(?<![a-z])(?:check-?out|abreise|depart|partenza|salida|vertrek|odjezd|wyjazd|wymeldowanie|tavozas|kijelentkezes|partida|saida|uitchecken|utcheckning|utsjekking|udtjekning|afrejse|avresa|avreise|uloskirjautuminen|lahto|do)(?![a-z]).{0,40}?(?:${date})`,
);
const stayWords = word(
  "check-?in|check-?out|nights?|nachte?|ubernachtung\\w*|nuits?|notti|noches?|nachten|noci|noc|nocleg\\w*|ejszaka\\w*|noites?|natter|netter|naetter|hotel|room|zimmer|chambre|camera|habitacion|kamer|pokoj\\w*|szoba\\w*|quarto|rum|rom|vaerelse|yota|huone",
);
const seat =
  /(?<![a-z])(?:seat|sitz(?:platz)?|platz|siege|place|posto|asiento|plaza|stoel|zitplaats|misto|sedadlo|miejsce|ulohely|hely|lugar|assento|plats|plass|plads|paikka|loc|sjedalo|row|reihe|rang|rad|rzad|sor|fila|rij)(?:nr|no|number|nummer)?\.?:? ?(?:n[o°]?\.? ?)?\d{1,3} ?[a-k]?(?![a-z\d])/;
const vehicle =
  /(?<![a-z])(?:coach|carriage|car|wagen|voiture|carrozza|coche|vagon|rijtuig|vuz|vozen|wagon|kocsi|carruagem|vagn|vogn|vaunu|platform|gleis|bahnsteig|voie|quai|binario|anden|via|spoor|perron|nastupiste|kolej|peron|tor|vagany|linha|spor|raide|gate|flugsteig|porte|puerta|porta|brana|bramka|kapu|terminal|sector|sektor|block|halle|cabin|kabine)(?:\.?:? ?(?:n[o°]?\.? ?)?[a-z]?\d{1,3}[a-z]?|(?:\.?:|\.?:? )[a-k])(?![a-z\d])/;
const route =
  /(?:(?<![a-z])(?:from|von|de|da|van|z|ze|fran|fra|din)(?![a-z])[ :]+\S.{1,40}(?<![a-z])(?:to|nach|a|naar|do|para|till|til|la)(?![a-z])[ :]+\S|(?<![a-z.])[a-z.]{3,} ?(?:→|->|–>|➔|✈|⇒) ?[a-z]{3,})/;
/** A booking number behind its label; the number is the first group. */
export const referenceAt =
  /(?<![a-z])(?:booking|reservation|confirmation|pnr|record locator|buchungs?\w*|reservierungs?\w*|auftragsnummer|dossier|rezervac\w*|rezerwac\w*|foglalas\w*|localizador|reserva|prenotazione|boekings?\w*|reserverings?\w*|boknings?\w*|bestillings?\w*|booking-?\w*|varaus\w*)(?: (?:reference|ref|number|no|nr|code|id|kod|c|cislo|szam\w*|di|n))?\.?[ :#°]+(?=[a-z-]{0,15}\d|[a-z]{6}\b)([a-z\d-]{5,16})(?![a-z\d])/d;
const table = word(
  "table for \\d+|party of \\d+|covers: ?\\d+|tisch fur \\d+|tisch fur \\w+ personen|table pour \\d+|\\d{1,3} couverts|mesa para \\d+|tavolo per \\d+|tafel voor \\d+|stul pro \\d+|stolik dla \\d+|asztal \\d+|bord (?:for|til|for) \\d+|poyta \\d+",
);
const event = word(
  "doors(?: open)?|einlass|ouverture des portes|puertas|apertura porte|otevreni salu|zacatek|poczatek|kezdes|beginn|venue|spielstatte|saal|sal|auditorium|screen \\d+|kino|theat\\w*|divadlo|koncert\\w*|concert\\w*|konzert\\w*",
);
const car = word(
  "pick-?up|drop-?off|mietwagen|rental car|anmietung|abholung|ruckgabe|prise en charge|restitution|ritiro|riconsegna|recogida|devolucion|ophalen|inleveren|vyzvednuti|vraceni|odbior|zwrot|felvetel|levantamento|devolucao",
);
/** What is booked, by the first kind that has a matching word; transport comes before lodging. */
const kindWords: [BookingKind, RegExp][] = [
  [
    "rental_car",
    word(
      "rental cars?|car (?:rental|hire)|mietwagen\\w*|autovermietung|location de voiture|autonoleggio|alquiler de coche|huurauto|autopujcovna|wynajem (?:samochodu|aut)\\w*|autoberles|aluguer de carro|hyrbil|leiebil|lejebil|vuokra-?auto",
    ),
  ],
  [
    "flight",
    word(
      "flights?|flug\\w*|boarding (?:pass|card)|airline|airport|vol (?:n|de|du|vers|pour|[a-z]{2} ?\\d)|avion|vuelo|volo|voo|vlucht\\w*|letenk\\w*|odlet|prilet|lot (?:do|nr)|lotnicz\\w*|wylot|repulo\\w*|flyg\\w*|fly(?:billett?|avgang|rejse)\\w*|lento\\w*|zbor|ucak|letalsk\\w*|bordkarte\\w*|carte d'embarquement|instapkaart",
    ),
  ],
  [
    "boat",
    word(
      "ferry|ferries|fahre|fahren|trajekt\\w*|prom|promem|traghetto|transbordador|veerboot|farja|faerge|ferge|lautta\\w*|komp|cruise",
    ),
  ],
  [
    "bus",
    word(
      "bus|coach (?:ticket|journey)|autobus\\w*|fernbus|autocar|autokar\\w*|autocarro|busz\\w*|bussbiljett|bussi|autobuz",
    ),
  ],
  [
    "train",
    word(
      "trains?|rail|railway|bahn\\w*|zug|zugfahrt|gleis|fahrkarte\\w*|billet de train|voiture \\d+|treno|ferroviari[oa]|carrozza|tren|trein\\w*|spoor|vlak\\w*|jizdenk\\w*|mistenk\\w*|cestovn\\w+ listk\\w*|cestovny listok|miestenk\\w*|pociag\\w*|kolejow\\w*|vonat\\w*|menetjegy\\w*|kocsi|comboio|trem|tag(?:biljett)?|tog(?:billett?)?|juna\\w*|vozovnic\\w*|vuz|vozen|wagon|wagen|vagn|vogn|vaunu",
    ),
  ],
  ["taxi", word("taxi\\w*|cab|chauffeur|airport transfer")],
  [
    "restaurant",
    new RegExp(
      `${table.source}|${word("restaurant\\w*|ristorante|restaurace|restauracja|etterem|dinner reservation").source}`,
    ),
  ],
  [
    "event",
    word(
      "concerts?|konzert\\w*|koncert\\w*|concerto|theat\\w*|teatr\\w*|teatro|divadl\\w*|cinema|kino|festival|museum|muzeum|musee|vstupenk\\w*|eintrittskarte\\w*|admission|show|doors(?: open)?|einlass|entradas|belepojegy\\w*|toegangsbewijs",
    ),
  ],
  ["lodging", stayWords],
];

/** The kind of a booking judged by the words of its folded text; `other` when none matches. */
export function bookingKindOf(folded: string): BookingKind {
  // Airports have codes of three letters: “Prague (PRG)”.
  if (/\([a-z]{3}\)[^(]{1,200}\([a-z]{3}\)/.test(folded)) return "flight";
  return kindWords.find(([, pattern]) => pattern.test(folded))?.[0] ?? "other";
}

const hasClock = new RegExp(clock);
const hasDate = new RegExp(date);

export interface Found {
  weight: number;
  reason: string;
}

/** Text about when and where somebody will be, which distinguishes a ticket from a bill that only mentions one. */
export function journeyIn(lines: Line[]): Found[] {
  const texts = lines.map((line) => withoutMoney(line).folded);
  const some = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  // A label and its value may be on two lines.
  const pairs = texts.map((text, index) => `${text} ${texts[index + 1] ?? ""}`);
  const somePair = (pattern: RegExp) => pairs.some((text) => pattern.test(text));
  const found: Found[] = [];
  const add = (isFound: boolean, weight: number, reason: string) => {
    if (isFound) found.push({ weight, reason });
  };
  const when = texts.some((text) => hasClock.test(text)) && texts.some((text) => hasDate.test(text));
  add(somePair(departs) && somePair(arrives), 6, "has the times of a journey");
  add(somePair(stayBegins) && somePair(stayEnds) && some(stayWords), 6, "has the days of a stay");
  add(some(seat), 3, "names a seat");
  add(some(vehicle), 2, "names a coach, platform or gate");
  add(some(route) && when, 2, "says from where to where and when");
  add(somePair(referenceAt), 3, "has a booking reference");
  add(some(table) && when, 6, "has a table at a time");
  add(some(event) && when && some(seat), 3, "has the time of an event");
  add(texts.filter((text) => car.test(text)).length > 1 && when, 4, "has the times of a rental car");
  return found;
}

const pointed = /\d\.\d\d/;

/** The line with its amounts of money replaced by spaces, so that “9.00 EUR” is not taken for a time of day. */
export function withoutMoney(line: Line): Line {
  // Only a number with a point is ambiguous; other lines need not be searched for currencies.
  if (!pointed.test(line.folded)) return line;
  let { folded } = line;
  for (const { currency, start, end } of amountsIn(line))
    if (currency !== null) folded = folded.slice(0, start) + " ".repeat(end - start) + folded.slice(end);
  return { ...line, folded };
}
