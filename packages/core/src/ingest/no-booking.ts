/** Mail about journeys and stays that is no booking: offers, reminders to book, reviews of what is over, and cancellations. */
import type { Line } from "./receipts/lines.ts";

interface Rule {
  reason: string;
  /** Where the words count: in the subject and the first lines, or in the subject alone. */
  within: "head" | "subject";
  /** True for mail about something that is over, which may still be a receipt or a bill. */
  isMoney?: true;
  isCancelled?: true;
  words: string;
}

const rules: Rule[] = [
  {
    reason: "says that it was cancelled",
    within: "head",
    isCancelled: true,
    words: [
      "(?:booking|reservation|flight|trip|journey|train|ticket|stay|order|appointment|table|event|concert|show|tour)s?\\b.{0,50}\\b(?:has|have|had|was|were|been|is|are|successfully) (?:now |been |successfully )*cancell?ed|(?:booking|reservation|flight|trip|ticket|appointment|event) cancell?(?:ed|ation)|cancell?ed: |we (?:have|'ve) cancell?ed|cancell?ation (?:confirm\\w*|of your)",
      "(?:buchung|reservierung|flug|reise|fahrt|ticket|fahrkarte|termin|veranstaltung)\\b.{0,60}(?:storniert|abgesagt|annulliert|gestrichen)|stornierungsbestatigung|stornobestatigung|stornierung (?:ihrer|deiner|der)",
      "(?:reservation|vol|voyage|billet|rendez-vous|sejour)\\b.{0,50}annule\\w*|annulation de (?:votre|la)|confirmation d'annulation",
      "(?:rezervac\\w+|jizdenk\\w+|letenk\\w+|mistenk\\w+|let|spoj|pobyt\\w*|zajezd\\w*|akce|koncert\\w*)\\b.{0,50}(?:stornovan\\w*|zrusen\\w*)|storno (?:rezervac\\w+|jizdenk\\w+|letenk\\w+)|zruseni (?:rezervac\\w+|jizdenk\\w+)",
      "(?:rezerwacj\\w+|bilet\\w*|lot|podroz)\\b.{0,50}(?:anulowan\\w*|odwolan\\w*)|anulowanie (?:rezerwacji|biletu)",
      "(?:foglalas\\w*|jegy\\w*|jarat\\w*)\\b.{0,50}(?:torol\\w*|lemond\\w*)",
      "(?:reserva|vuelo|viaje|billete|cita|estancia)\\b.{0,50}(?:cancelad[oa]|anulad[oa])|(?:cancelacion|anulacion) de (?:tu|su|la)",
      "(?:prenotazione|volo|viaggio|biglietto|soggiorno)\\b.{0,50}(?:annullat[oa]|cancellat[oa])|(?:annullamento|cancellazione) (?:della|del)",
      "(?:boeking|reservering|vlucht|reis|ticket|afspraak)\\b.{0,50}geannuleerd|annulering van",
      "(?:reserva|voo|viagem|bilhete)\\b.{0,50}cancelad[oa]|cancelamento da",
      "(?:bokning\\w*|bestilling\\w*|resa|reise\\w*|rejse\\w*|flyg\\w*|fly\\w*|billet\\w*)\\b.{0,50}(?:avbokad|avbestall\\w*|installt|avbestilt|kansellert|annulleret|aflyst)|varaus\\w*.{0,50}peru\\w*",
    ].join("|"),
  },
  {
    reason: "asks for a review",
    within: "head",
    words: [
      "how (?:was|did you (?:like|enjoy)) (?:your|the)|(?:rate|review) (?:your|us|the)|(?:leave|write|share) (?:a|your) (?:review|feedback|rating|experience)|tell us (?:about|how) your|your (?:opinion|feedback) (?:on|about|matters|counts)",
      "wie war (?:ihr|dein|es)|(?:bewerten sie|bewerte) (?:ihr|dein|uns)\\w*|ihre (?:bewertung|meinung)|deine (?:bewertung|meinung)|wie hat (?:es )?(?:ihnen|dir)",
      "comment s'est passe|donnez (?:nous )?votre avis|evaluez (?:votre|notre)|votre avis (?:compte|nous)|qu'avez-vous pense",
      "jak (?:se vam|se ti|jste byl\\w*|probehl\\w*)|ohodnot\\w* (?:svuj|svou|nas|pobyt|cestu)|napiste (?:nam )?(?:recenzi|hodnoceni)|vase hodnoceni",
      "jak (?:oceniasz|sie podobal\\w*|minal\\w*)|ocen (?:swoj\\w*|pobyt|podroz)|wystaw opinie|twoja opinia",
      "milyen volt|ertekel\\w* (?:a|az)|irj\\w* velemenyt",
      "(?:que tal|como fue) (?:tu|su|la|el)|valora (?:tu|tus)|cuentanos|deja tu opinion|tu opinion",
      "com'e andat[oa]|(?:lascia|scrivi) una recensione|valuta (?:il|la) tu[oa]|la tua opinione",
      "hoe was|(?:beoordeel|schrijf een review|deel je ervaring)|jouw mening",
      "como foi (?:a sua|o seu|sua|seu)|avalie|deixe a sua",
      "hur var|hvordan var|hvordan gik|vurder (?:dit|din|oppholdet)|betygsatt|millainen oli|arvioi",
    ].join("|"),
  },
  {
    reason: "is about a stay or journey that is over",
    within: "head",
    isMoney: true,
    words:
      "thank(?:s| you) for (?:staying|your stay|having stayed|travell?ing|flying|dining)|we hope (?:that )?you (?:enjoyed|had)|(?:invoice|bill|folio|receipt) (?:for|of|from) your (?:recent |last |past |previous )?(?:stay|trip|journey|flight|visit)|your (?:recent|last|past|previous) (?:stay|trip|journey|flight|visit)|(?:danke|dank) fur (?:ihren|deinen) (?:aufenthalt|besuch)|rechnung (?:fur|zu|uber) (?:ihren|deinen|ihrem) (?:aufenthalt|ubernachtung)|ihr(?:en)? (?:letzter|vergangener)n? aufenthalt|merci (?:d'avoir sejourne|pour votre sejour)|facture (?:de|pour) votre sejour|dekujeme za (?:vas pobyt|navstevu|vasi navstevu)|faktura za (?:vas )?(?:pobyt|ubytovani)|dziekujemy za pobyt|faktura za pobyt|gracias por (?:su|tu) estancia|factura de (?:su|tu) estancia|grazie per (?:il (?:suo|tuo) soggiorno|aver soggiornato)|fattura (?:del|per il) (?:suo|tuo) soggiorno|bedankt voor (?:uw|je) verblijf|factuur (?:van|voor) (?:uw|je) verblijf|obrigad[oa] pela sua (?:estadia|visita)|tack for (?:din|att du)|takk for (?:oppholdet|besoket)|tak for (?:dit ophold|besoget)|koszonjuk,? hogy (?:nalunk|minket)",
  },
  {
    reason: "is an alert about prices",
    within: "head",
    words:
      "(?:price|fare|flight) (?:alerts?|drops?|watch|tracker)|prices? (?:have|has|for .{0,60}) (?:dropped|fallen|changed|gone (?:up|down))|(?:price|fare)s? (?:dropped|fell|from)|tracked (?:flights?|prices?)|preisalarm|preis(?:e)? (?:gesunken|gefallen)|preisanderung|flugpreise?|alerte (?:de )?prix|baisse de prix|alerta de precios?|ha bajado de precio|avviso (?:di )?prezz[oi]|prezzo (?:in calo|sceso)|prijsalert|prijsdaling|hlidac (?:cen|letenek)|hlidani cen\\w*|cena (?:klesla|letenky klesla)|alert cenow\\w+|spadek cen\\w*|arfigyel\\w*|arcsokkenes|alerta de precos?|prisvarning|prisalarm|prisvarsel|hintavahti",
  },
  {
    reason: "asks to finish a booking",
    within: "head",
    words:
      "(?:complete|finish|finali[sz]e|resume|continue) (?:your |the )?(?:booking|reservation|checkout|purchase)|still (?:thinking|interested|looking|dreaming|planning)|(?:did you|you) (?:forget|forgot|left|didn't (?:finish|complete))|(?:booking|reservation) (?:is )?(?:not (?:yet )?(?:complete|finished|confirmed)|incomplete|unfinished)|waiting for you|schlie\\w+ (?:sie |du )?(?:ihre|deine) (?:buchung|reservierung)|(?:buchung|reservierung|bestellung) (?:jetzt )?(?:abschlie\\w*|fortsetzen|vervollstandigen|vollenden)|noch (?:nicht abgeschlossen|interesse)|finalisez (?:votre|ta)|terminez (?:votre|ta) reservation|dokonc\\w* (?:svou |svoji |vasi |rezervac|objednavk)\\w*|nedokoncen\\w* (?:rezervac|objednavk)\\w*|dokoncz (?:rezerwacje|zakup)|fejezd?\\w* be (?:a )?foglalas\\w*|(?:completa|finaliza|termina) (?:tu|su|la) reserva|completa la (?:tua )?prenotazione|rond (?:je|uw) boeking af|(?:conclua|finalize) a sua reserva|slutfor din bokning|fullfor bestillingen|faerdiggor din",
  },
  {
    reason: "is a newsletter",
    within: "head",
    words:
      "newsletter|(?:flights?|fares?|trains?|tickets?|hotels?|rooms?|stays?|trips?|getaways?|holidays?|cruises?) (?:from|starting (?:at|from)|as low as|now) (?:just |only )?(?:[€$£]|eur|usd|gbp|chf)? ?\\d|(?:up to |save )\\d{1,2} ?%|cheap (?:flights?|tickets?|fares?)|last[- ]minute (?:deals?|offers?|angebote)|(?:flight|travel|hotel|fare|weekend|holiday) (?:deals?|offers?|sale|inspiration)|book (?:now|today|by|before|early) (?:and|to|from|for)|(?:fluge?|tickets?|bahntickets?|reisen|hotels?|ubernachtungen|zugtickets?) (?:schon |bereits )?ab (?:nur )?(?:€ ?)?\\d|(?:angebote|sparpreise?|schnappchen|reiseangebote)|(?:vols?|billets?|sejours?|trains?) (?:a partir de|des) \\d|(?:letenky|jizdenky|zajezdy|pobyty|vstupenky) (?:uz |jiz )?(?:od|za) \\d|(?:akcni|levne) (?:letenky|jizdenky|zajezdy)|(?:bilety|loty|wycieczki) (?:juz )?od \\d|tanie (?:loty|bilety)|(?:vuelos|billetes|hoteles) desde|(?:voli|biglietti|hotel) (?:a partire )?da \\d|(?:vluchten|tickets|treinkaartjes) (?:al )?vanaf|(?:voos|bilhetes|passagens) (?:a partir de|desde)|(?:flyg|resor|biljetter|flybilletter|flyrejser|rejser) (?:fran|fra) \\d|(?:jegyek|repulojegyek) (?:mar )?\\d.{0,15}-?tol",
  },
  {
    reason: "has a subject that offers",
    within: "subject",
    words:
      "(?:offers?|deals?|sale|angebote?|offres?|ofertas?|offerte|nabidk\\w*|oferty|ajanlat\\w*|tilbud|erbjudanden|aanbiedingen|slev\\w*|rabatt?\\w*|promo\\w*)",
  },
];

const compiled = rules.map((rule) => ({ ...rule, pattern: new RegExp(`(?<![a-z])(?:${rule.words})`) }));
/** Words about what may happen, or about what is allowed until when. */
const conditional =
  /\b(?:if|can be|may be|may cancel|until|up to \d+ (?:h|d)|free cancell?ation|policy|policies|cancell?ation (?:policy|terms|fee|insurance)|wenn|falls|konnen|kann|kostenlos\w*|bedingungen|bis zu|si vous|gratuite?|possible|puede|gratis|gratuita|se vuoi|puo|kunt|kan|zdarma|lze|muzete|pokud|bezplatn\w*|mozna|mozesz|ingyenes\w*)\b/;
const headLines = 8;

export interface NoBooking {
  reason: string;
  /** Whether it may still be a bill or a receipt. */
  isMoney: boolean;
  /** Whether a booking was cancelled. */
  isCancelled: boolean;
}

/** Why a mail with the words of bookings is none, or null. `subject` is folded. */
export function whyNoBooking(subject: string, lines: Line[]): NoBooking | null {
  const head = lines.slice(0, headLines).map(({ folded }) => folded);
  for (const { reason, within, isMoney = false, isCancelled = false, pattern } of compiled) {
    const texts = within === "subject" ? [subject] : [subject, ...head];
    if (texts.some((text) => pattern.test(text) && !conditional.test(text))) return { reason, isMoney, isCancelled };
  }
  return null;
}
