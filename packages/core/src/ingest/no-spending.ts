/** Mail that looks like a receipt and is none: it has amounts that nobody has spent. */
import { forwardedHead } from "./receipts/forwarded.ts";
import type { Line } from "./receipts/lines.ts";

interface Rule {
  reason: string;
  /**
   * `statement`: a sentence near the top says so. `open`: the same, provided that nothing in the mail says that it was paid,
   * because receipts announce the next payment too. `title`: the subject or a heading says so.
   */
  form: "statement" | "open" | "title";
  /** Whether it may still be a bill to pay later. */
  isDueLater?: true;
  /** A pattern that overrides the words when it matches as well. */
  unless?: RegExp;
  /** Folded words, by language. */
  words: Record<string, string>;
}

const rules: Rule[] = [
  {
    reason: "says that it was cancelled",
    form: "statement",
    words: {
      en: "(?:order|purchase|payment|booking|reservation|subscription|transaction|invoice)\\b.{0,50}\\b(?:cancell?ed|voided)|cancell?ed (?:your |the )?(?:order|purchase|payment|booking)|(?:order|booking) cancell?ation|cancell?ation (?:of|confirm\\w*)",
      de: "(?:bestellung|auftrag|zahlung|buchung|kauf|rechnung)\\b.{0,50}(?:storniert|abgebrochen|widerrufen)|storno\\w*|stornierung|auftragsstorn\\w*",
      fr: "(?:commande|paiement|achat|reservation)\\b.{0,50}annulee?|annulation (?:de|confirm\\w*)",
      es: "(?:pedido|compra|pago|reserva)\\b.{0,50}(?:cancelad[oa]|anulad[oa])|(?:cancelacion|anulacion) de",
      it: "(?:ordine|acquisto|pagamento|prenotazione)\\b.{0,50}annullat[oa]|annullamento",
      nl: "(?:bestelling|betaling|aankoop|boeking)\\b.{0,50}geannuleerd|annulering van",
      pl: "(?:zamowieni\\w+|platnosc|rezerwacj\\w+)\\b.{0,50}anulowan\\w*|anulowano|anulowanie zamowienia",
      cs: "(?:objednavk\\w+|platb\\w+|rezervac\\w+)\\b.{0,50}(?:stornovan\\w*|zrusen\\w*)|storno objednavky",
      sv: "(?:bestallning\\w*|order\\w*|ordre\\w*|kop\\w*)\\b.{0,50}(?:avbruten|avbestalld|annullera\\w*|annulleret|kansellert)",
      pt: "(?:pedido|encomenda|compra)\\b.{0,50}cancelad[oa]",
    },
  },
  {
    reason: "says that a payment failed",
    form: "statement",
    words: {
      en: "(?:payment|card|charge|transaction|purchase|debit)\\b.{0,60}\\b(?:declined|failed|unsuccessful|rejected|refused|could not be|couldn't be|was not (?:successful|processed|completed)|did(?: not|n't) go through)|(?:declined|failed|unsuccessful) (?:payment|transaction|charge|card)|(?:unable|not able) to (?:process|charge|collect)|(?:couldn't|could not) (?:process|charge|collect|take)|problem with your payment",
      de: "(?:zahlung|karte|abbuchung|lastschrift|uberweisung|kreditkarte)\\b.{0,60}(?:fehlgeschlagen|abgelehnt|nicht (?:durchgefuhrt|erfolgreich|moglich|verarbeitet|abgebucht|eingezogen|geklappt|akzeptiert)|gescheitert|zuruckgewiesen|zuruckgegeben)|fehlgeschlagene (?:zahlung|abbuchung)|zahlungsproblem\\w*|konnten.{0,60}nicht (?:abbuchen|einziehen|belasten)",
      fr: "(?:paiement|carte|prelevement|transaction)\\b.{0,60}(?:refusee?|echoue|rejetee?|n'a pas (?:pu|abouti))|echec (?:du|de) (?:votre )?(?:paiement|prelevement)",
      es: "(?:pago|tarjeta|cobro|transaccion)\\b.{0,60}(?:rechazad[oa]|fallid[oa]|denegad[oa]|ha fallado|no se (?:ha podido|pudo))",
      it: "(?:pagamento|carta|transazione|addebito)\\b.{0,60}(?:rifiutat[oa]|non riuscit[oa]|fallit[oa]|negat[oa]|non e andat[oa])",
      nl: "(?:betaling|incasso|kaart)\\b.{0,60}(?:mislukt|geweigerd|niet gelukt|afgewezen)|mislukte betaling",
      pl: "(?:platnosc|karta|transakcja)\\b.{0,60}(?:odrzucon\\w*|nieudan\\w*|nie powiodla|nie zostala)|nieudana (?:platnosc|transakcja)",
      cs: "(?:platb\\w+|kart\\w+|transakc\\w+)\\b.{0,60}(?:zamitnut\\w*|odmitnut\\w*|selhal\\w*|neprosl\\w*|neprobehl\\w*|nezdaril\\w*)",
      sv: "(?:betalning\\w*|betaling\\w*|kort\\w*)\\b.{0,60}(?:misslyckades|nekades|avvisades|mislykkedes|afvist|feilet|avvist)",
      pt: "(?:pagamento|cartao)\\b.{0,60}(?:recusad[oa]|falhou|rejeitad[oa])",
    },
  },
  {
    reason: "tells of money that comes back",
    form: "statement",
    words: {
      en: "\\brefund (?:has been|was|is|confirm\\w*|issued|processed|for|of|receipt|on its way)|(?:issued|processed|sent|initiated|approved) .{0,30}\\brefund|(?:been|was|were|is) refunded|your refund|credit note|credited (?:back )?to your|we(?:'ve| have)? refunded",
      de: "gutschrift|ruckerstattung|erstattung (?:fur|von|uber|ihrer|deiner|bestat\\w*|in hohe)|(?:zuruck)?erstattet|ruckzahlung",
      fr: "rembourse(?:ment|e)? (?:de|pour|a ete|confirm\\w*|effectue)|avons rembourse|(?:ete|est) rembourse|note de credit|facture d'avoir|(?:votre )?avoir n",
      es: "reembols(?:o|ado|amos|ada)|devolucion (?:de|del|confirm\\w*)|nota de credito",
      it: "rimbors(?:o|ato|ata)|nota di credito",
      nl: "terugbeta(?:ling|ald)|creditnota|creditfactuur|teruggestort",
      pl: "zwrot (?:pieniedzy|srodkow|platnosci|kwoty|za)|zwrocilismy|faktura korygujaca",
      cs: "vraceni penez|vratili jsme|dobropis|refundac\\w+",
      sv: "aterbetal\\w+|kreditnota|kreditfaktura|tilbagebetal\\w+|refusjon|refundert",
      pt: "reembols\\w+|estorno|nota de credito",
    },
  },
  {
    reason: "announces a payment",
    form: "open",
    isDueLater: true,
    words: {
      en: "\\bwill (?:automatically |soon |then )?(?:be (?:charged|billed|debited|taken|deducted|collected|renewed)|renew|auto-?renew)|renews? (?:on|soon|automatically|in \\d)|upcoming (?:payment|charge|renewal|invoice|bill)|renewal (?:notice|reminder)|(?:about|going|set|due) to (?:renew|be renewed)|scheduled payment|payment (?:is )?scheduled|(?:we|you)(?:'ll| will) (?:charge|bill|debit|collect|pay)|payment reminder|trial (?:ends|is ending|period ends)",
      de: "wird .{0,80}(?:verlangert|abgebucht|erneuert|eingezogen|belastet)|verlangert sich|werden (?:wir )?.{0,80}(?:abbuchen|einziehen|belasten|abgebucht|eingezogen)|(?:anstehende|bevorstehende|kommende|geplante) (?:zahlung|abbuchung|verlangerung)|(?:zahlungs|vorab|last?schrift)ankundigung|zahlungserinnerung|verlangerung (?:ihres|deines|ihrer|deiner|steht)",
      fr: "sera (?:automatiquement )?(?:renouvelee?|prelevee?|debitee?|facturee?)|se renouvell\\w+|(?:prochain|futur) (?:prelevement|paiement|renouvellement)|(?:prelevement|paiement) a venir|renouvellement (?:de|automatique|prochain)",
      es: "se (?:renovara|cargara|cobrara)|(?:proximo|proxima) (?:pago|cargo|cobro|renovacion)|renovacion (?:de|automatica)",
      it: "si rinnovera|(?:sara|verra) (?:addebitat|rinnovat)[oa]|prossim[oa] (?:addebito|pagamento|rinnovo)|rinnovo (?:automatico|del|dell')",
      nl: "wordt .{0,60}(?:verlengd|afgeschreven|geincasseerd)|(?:aankomende|volgende) (?:betaling|incasso|verlenging)|verlenging van",
      pl: "zostanie (?:automatycznie )?(?:odnowion\\w+|pobran\\w+|obciazon\\w+)|odnowi sie|nadchodzac\\w+ platnosc",
      cs: "bude (?:automaticky )?(?:obnoven\\w*|strzen\\w*|uctovan\\w*|prodlouzen\\w*)|nadchazejici platb\\w+",
      sv: "(?:kommer att|vil bli|vil blive|bliver) .{0,40}(?:debitera\\w*|fornya\\w*|fornye\\w*|trukket|opkraevet|belastet)|kommande betalning",
      pt: "sera (?:renovad[oa]|cobrad[oa]|debitad[oa])|proxim[oa] (?:pagamento|cobranca)",
    },
  },
  {
    reason: "tells of a delivery",
    form: "open",
    unless:
      /\b(?:when|once|as soon as|after|before|will|sobald|wenn|wird|werden|lorsque|quand|des que|sera|cuando|quando|sara|zodra|wordt|gdy|kiedy|zostanie|jakmile|az|bude|nar|kommer|blir|bliver)\b/,
    words: {
      en: "(?:order|package|parcel|shipment|items?|delivery)\\b.{0,60}\\b(?:has|have|had|was|were|been|is|are|just|now) (?:just |now |been )*(?:shipped|dispatched|despatched|sent|delivered|left|out for delivery|on (?:its|the|their) way)|(?:shipped|dispatched|delivered|out for delivery) ?[:!]|(?:shipping|dispatch|delivery) (?:confirmation|notification|update)|out for delivery|ready for (?:pick-?up|collection)",
      de: "(?:bestellung|paket|sendung|lieferung|artikel|ware)\\b.{0,60}(?:versandt|versendet|verschickt|unterwegs|zugestellt|ausgeliefert|geliefert|abholbereit|verlassen)|versandbestatigung|versandmitteilung|zustellbestatigung|lieferbestatigung|(?:zugestellt|versandt) ?[:!]",
      fr: "(?:commande|colis|article|livraison)s?\\b.{0,60}(?:expediee?s?|en route|en chemin|livree?s?|remise? au transporteur|prete? a etre retiree?)|confirmation d'expedition|avis d'expedition",
      es: "(?:pedido|paquete|envio)\\b.{0,60}(?:enviad[oa]|en camino|entregad[oa]|en reparto|de camino)|confirmacion de envio",
      it: "(?:ordine|pacco|spedizione)\\b.{0,60}(?:spedit[oa]|in viaggio|consegnat[oa]|in consegna|in arrivo)|conferma di spedizione",
      nl: "(?:bestelling|pakket|zending)\\b.{0,60}(?:verzonden|onderweg|bezorgd|verstuurd|klaar om)|verzendbevestiging",
      pl: "(?:zamowieni\\w+|paczka|przesylka)\\b.{0,60}(?:wyslan\\w+|nadan\\w+|w drodze|doreczon\\w+|dostarczon\\w+)",
      cs: "(?:objednavk\\w+|zasilk\\w+|balik)\\b.{0,60}(?:odeslan\\w*|na ceste|dorucen\\w*|predan\\w* dopravci|expedovan\\w*|pripraven\\w*)",
      sv: "(?:bestallning\\w*|order|paket\\w*|pakke\\w*|ordre\\w*|bestilling\\w*)\\b.{0,60}(?:skickad\\w*|skickats|pa vag|levererad\\w*|levererats|sendt|afsendt|pa vej|levert|leveret)|leveransbekraftelse",
      pt: "(?:encomenda|pedido)\\b.{0,60}(?:enviad[oa]|a caminho|entregue|expedid[oa])",
      fi: "(?:tilaus\\w*|paketti\\w*|lahetys\\w*)\\b.{0,60}(?:lahetetty|matkalla|toimitettu)",
      hu: "(?:rendeles\\w*|csomag\\w*)\\b.{0,60}(?:feladtuk|elkuldtuk|uton|kezbesitettuk|kezbesitve)",
    },
  },
  {
    reason: "tells of money that comes in",
    form: "statement",
    words: {
      en: "payslip|pay ?stub|payroll (?:statement|advice)|salary (?:statement|slip)|net pay|(?:your|a) payout|payout of|you(?:'ve| have)? (?:received|got) (?:a |an )?(?:payment|money|transfer|[$€£] ?\\d)|sent you (?:a |an )?(?:payment|money|gift ?card|e-?gift ?card|[$€£] ?\\d)|you(?:'ve| have)? (?:made the sale|made a sale|sold)|your item (?:has )?sold|item sold|(?:paid|approved|settled) your claim|claim (?:payment|settlement)|paid to you|(?:received|got) (?:a |an )?(?:e-?)?gift ?card|dividend payment",
      de: "(?:gehalts|lohn|entgelt|bezuge|verdienst)(?:abrechnung|nachweis|mitteilung|bescheinigung)|auszahlungsbetrag|geld (?:erhalten|empfangen)|zahlung (?:erhalten von|von .{2,40} erhalten)|hat (?:dir|ihnen) (?:geld|[$€£] ?\\d|\\d+[.,]\\d\\d) ?.{0,20}(?:gesendet|gesandt|geschickt)|(?:artikel|anzeige)\\b.{0,40}verkauft|(?:du hast|sie haben) .{0,40}verkauft|einkommensteuerbescheid|steuerbescheid|leistungsabrechnung|dividendengutschrift",
      fr: "bulletin de (?:paie|salaire)|fiche de paie|virement recu|vous avez recu (?:un paiement|de l'argent|un virement)|(?:as|avez) vendu|avis d'imposition|article vendu",
      es: "nomina|recibo de salario|(?:has|ha) recibido (?:un pago|dinero|una transferencia)|(?:has|ha) vendido|transferencia recibida",
      it: "busta paga|cedolino|hai ricevuto (?:un pagamento|denaro|un bonifico)|hai venduto|bonifico ricevuto",
      nl: "loonstrook\\w*|salarisstrook\\w*|je hebt (?:een )?(?:betaling|geld) .{0,10}ontvangen|je hebt .{0,30}verkocht",
      pl: "pasek wynagrodzen\\w*|pasek placowy|otrzymal[ea]s (?:przelew|pieniadze|platnosc)|sprzedal[ea]s|wyplata srodkow",
      cs: "vyplatni paska|vyplatnice|prijata platba|obdrzeli jste platbu|prodali jste",
      sv: "lonespecifikation|lonebesked|lonnsslipp|lonseddel|du har (?:(?:fatt|mottatt|modtaget) (?:en )?(?:betalning|betaling|pengar|penger|penge)|solgt|salt)",
      pt: "recibo de vencimento|holerite|recebeu um pagamento|voce vendeu",
      fi: "palkkalaskelma|palkkakuitti",
    },
  },
  {
    reason: "holds an amount back for a while",
    form: "open",
    words: {
      en: "(?:temporary |pre-?)?authori[sz]ation hold|pre-?authori[sz](?:ation|ed)|temporary (?:hold|charge)|hold (?:of|on your (?:card|account))",
      de: "vorautorisierung|(?:betrag|summe) .{0,40}(?:vorgemerkt|geblockt|reserviert)",
      fr: "pre-?autorisation|empreinte (?:bancaire|de carte)",
      es: "preautorizacion|retencion temporal",
      it: "preautorizzazione",
      nl: "pre-?autorisatie|tijdelijke reservering van",
      cs: "predautorizac\\w+|blokac\\w+ castky",
      pl: "preautoryzacj\\w+|blokada srodkow",
    },
  },
  {
    reason: "is an offer",
    form: "open",
    words: {
      en: "(?:please find|here is|attached is|enclosed is|attached) .{0,40}\\b(?:quote|quotation|estimate|proposal)|our (?:quote|quotation|estimate|proposal) (?:for|of|is)|(?:quote|quotation|offer|estimate) (?:is )?valid (?:until|for|through)",
      de: "(?:anbei|hiermit|im anhang|gerne|nachfolgend) .{0,60}angebot|unser angebot|angebot (?:ist |bleibt )?gultig|kostenvoranschlag",
      fr: "(?:veuillez trouver|ci-joint) .{0,40}devis|notre devis|devis valable",
      es: "(?:adjunt\\w+|le enviamos) .{0,40}presupuesto|presupuesto valido",
      it: "(?:in allegato|alleghiamo) .{0,40}(?:preventivo|offerta)|(?:preventivo|offerta) valid[oa]",
      nl: "(?:hierbij|bijgaand) .{0,40}offerte|offerte is geldig",
      pl: "(?:w zalaczeniu|przesylam\\w*) .{0,40}ofert\\w+|oferta wazna|faktura pro ?-?forma",
      cs: "(?:v priloze|zasilam\\w*) .{0,40}nabidk\\w+|nabidka plati|zalohova faktura|proforma faktura",
    },
  },
  {
    reason: "reminds of a cart",
    form: "open",
    words: {
      en: "(?:left|forgot|waiting|still|saved|items?|something) .{0,40}\\b(?:cart|basket|bag)\\b|your (?:cart|basket|bag) (?:is|misses|expires|awaits)|abandoned (?:cart|checkout)|(?:complete|finish) your (?:order|purchase|checkout)",
      de: "(?:im|in deinem|in ihrem) (?:warenkorb|einkaufswagen)|(?:warenkorb|einkaufswagen) (?:wartet|vergessen)|bestellung abschlie\\w+|kauf abschlie\\w+",
      fr: "(?:votre|ton|dans le) panier|finalise[zr] (?:votre|ta) commande",
      es: "(?:tu|su|en el) (?:carrito|cesta)|(?:completa|finaliza) (?:tu|su) (?:compra|pedido)",
      it: "(?:tuo|nel) carrello|completa (?:il tuo|l') ?(?:ordine|acquisto)",
      nl: "(?:je|uw|in de) winkel(?:wagen|mand)\\w*|rond je bestelling af",
      pl: "(?:twoj|w) koszyku?|dokoncz (?:zamowienie|zakupy)",
      cs: "(?:vas|v) kosik\\w*|dokoncete objednavku",
    },
  },
  {
    reason: "is an offer or a list of prices",
    form: "title",
    words: {
      en: "(?:your )?(?:price )?(?:quote|quotation|estimate|proposal)|pro-? ?forma(?: invoice)?|price ?list|menu",
      de: "(?:ihr |unser )?(?:angebot|kostenvoranschlag|preisliste|preisangebot|proforma-?rechnung)",
      fr: "(?:votre )?devis|(?:grille|liste) (?:tarifaire|des? prix)|nos tarifs|tarifs",
      es: "(?:su |tu )?presupuesto|cotizacion|lista de precios|proforma",
      it: "(?:il tuo )?preventivo|listino(?: prezzi)?|offerta",
      nl: "(?:uw |je )?offerte|prijslijst",
      pl: "(?:twoja )?oferta(?: cenowa)?|cennik|wycena",
      cs: "(?:vase )?(?:cenova )?nabidka|cenik",
      sv: "offert|tilbud|prisliste|prislista",
      pt: "orcamento|proposta|lista de precos",
    },
  },
  {
    reason: "is a statement of account",
    form: "title",
    isDueLater: true,
    words: {
      en: "(?:your |monthly |account |bank |card |credit card |e-?)*statement(?: of account| is ready| is available| period| balance| date)?|account (?:summary|activity)",
      de: "(?:ihr |dein )?(?:kontoauszug|kreditkartenabrechnung|depotauszug|umsatzubersicht|saldenmitteilung)",
      fr: "(?:votre )?releve (?:de compte|bancaire|mensuel|d'operations)",
      es: "(?:su |tu )?(?:extracto(?: bancario| de cuenta)?|estado de cuenta)",
      it: "(?:il tuo )?estratto conto",
      nl: "(?:uw |je )?(?:rekeningafschrift|rekeningoverzicht)",
      pl: "wyciag(?: z konta| bankowy)?",
      cs: "vypis z uctu",
      sv: "kontoutdrag|kontoudtog|kontoutskrift",
      pt: "extrato(?: bancario| da conta)?",
    },
  },
];

const compiled = rules.map(({ reason, form, isDueLater = false, unless, words }) => {
  const either = Object.values(words).join("|");
  return {
    reason,
    form,
    isDueLater,
    unless,
    pattern: new RegExp(`(?<![a-z])(?:${either})(?![a-z])`),
    heading: new RegExp(
      `^(?:${either})(?:[ :#-]{0,3}(?:for|no|nr|number|n°|von|vom|fur|pour|de|from|#|[a-z]{0,3}-?\\d).{0,50})?$`,
    ),
  };
});

/** Words about what could happen, or about what the shop does in general. */
const conditional =
  /\b(?:if|can|may(?! \d)|might|policy|policies|unless|until|within|how to|free|terms|conditions|no refunds?|would|please|to cancel|wenn|falls|konnen|kannst|bedingungen|richtlinien?|innerhalb|bis zu|keine|si|peut|pouvez|conditions|politique|puede|puedes|politica|se vuoi|puoi|kunt|kan|indien|voorwaarden|jesli|mozesz|mozna|pokud|muzete)\b/;
const headLines = 30;
const headingLines = 6;

export interface NoSpending {
  reason: string;
  isDueLater: boolean;
}

/**
 * Why a mail with amounts is about no purchase, or null. `subject` is folded; `isPaid` is true when the mail says that it was
 * paid.
 */
export function whyNoSpending(subject: string, lines: Line[], isPaid: boolean): NoSpending | null {
  const title = subject.replace(prefixes, "");
  const head = lines.slice(0, headLines).filter(({ folded }) => !conditional.test(folded));
  const headings = lines.slice(0, headingLines).flatMap(({ cells }) => cells.map(({ folded }) => folded));
  for (const { reason, form, isDueLater, unless, pattern, heading } of compiled) {
    const says = (folded: string) => pattern.test(folded) && !unless?.test(folded);
    const isSaid = () => head.some(({ folded }) => says(folded));
    const isTitle = () => headings.some((cell) => heading.test(cell));
    const isOpen = !isPaid && (form === "title" ? isTitle() : isSaid());
    const isInSubject = form === "title" ? heading.test(title) : says(title) && !conditional.test(title);
    if (isInSubject || isOpen || (form === "statement" && isSaid())) return { reason, isDueLater };
  }
  return null;
}

const prefixes = /^(?:\s*(?:re|aw|antw|sv|vs|odp|rif|res|fwd?|wg|tr|rv|i|doorst|pd)\s*:)+\s*/;
const answers = /^(?:\s*(?:fwd?|wg|tr|rv|i|doorst|pd)\s*:)*\s*(?:re|aw|antw|sv|vs|odp|rif|res)\s*:/i;
/** The line that mail programs write above the text that a reply quotes. */
const quoteHead =
  /^[>\t ]{0,40}(?:on .{5,200}wrote:|am .{5,200}schrieb.{0,80}:|le .{5,200}a ecrit ?:|el .{5,200}escribio:|il .{5,200}ha scritto:|op .{5,200}schreef.{0,80}:|.{5,200}(?:napisal|napsal)\S{0,4}:|-{2,} ?(?:original message|ursprungliche nachricht|message d'origine|oorspronkelijk bericht|messaggio originale|mensaje original).{0,10}-{2,})/im;

/** Whether the mail is a reply, or forwards one. */
export function isAnswer(subject: string): boolean {
  return answers.test(subject);
}

/** The text of a mail without the quotes of a reply; forwarded text is kept, because it is what the sender wants read. */
export function withoutQuotes(subject: string, text: string): string {
  const forwarded = forwardedHead(text);
  if (isAnswer(subject)) {
    const own = text
      .split("\n")
      .filter((line) => !/^\s{0,3}>/.test(line))
      .join("\n");
    const quoted = forwardedHead(own);
    return cutAtQuote(quoted ? own.slice(0, Math.max(0, own.length - quoted.text.length)) : own);
  }
  if (forwarded) return isAnswer(forwarded.subject ?? "") ? "" : cutAtQuote(forwarded.text);
  return text;
}

function cutAtQuote(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "");
  const at = quoteHead.exec(plain)?.index;
  return at === undefined ? text : plain.slice(0, at);
}
