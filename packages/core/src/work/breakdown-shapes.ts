/** Common shapes of tasks, in English and German: what they are called and the steps that they usually take, with shares of the work. */

export interface Shape {
  /** How a title names it. */
  en: RegExp;
  de: RegExp;
  /** The steps in both languages, and how much of the work each is; shares need not add up to anything. */
  steps: readonly (readonly [en: string, de: string, share: number])[];
}

/** A word, or the beginning of one for German compounds. */
const words = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})`, "iu");

export const shapes: readonly Shape[] = [
  {
    en: words("(?:plan|organi[sz]e|prepare|book)\\b.{0,40}\\b(?:trip|vacation|holidays?|journey|travel)"),
    de: words("(?:reise|urlaub|ausflug)\\p{L}*.{0,40}(?:planen|organisieren|vorbereiten|buchen)|reiseplanung"),
    steps: [
      ["Decide on dates and budget", "Termin und Budget festlegen", 2],
      ["Find places to stay and ways to get there", "Unterkunft und Anreise suchen", 4],
      ["Book travel and stay", "Reise und Unterkunft buchen", 3],
      ["Check documents and insurance", "Papiere und Versicherung prüfen", 1],
      ["Write a packing list and pack", "Packliste schreiben und packen", 2],
    ],
  },
  {
    en: words("(?:file|do|prepare|submit)\\b.{0,30}\\btax(?:es)?\\b|tax return"),
    de: words("steuererklärung|(?:einkommens?)?steuer.{0,20}(?:machen|erledigen|abgeben)"),
    steps: [
      ["Collect statements and receipts", "Bescheinigungen und Belege sammeln", 4],
      ["Sort deductible expenses", "Absetzbares zusammenstellen", 3],
      ["Fill in the return", "Formulare ausfüllen", 5],
      ["Check it once more", "Noch einmal prüfen", 2],
      ["Submit it and file the copies", "Abgeben und Kopien ablegen", 1],
    ],
  },
  {
    en: words("(?:move|moving)\\b.{0,20}\\b(?:house|home|flat|apartment|out|in)\\b"),
    de: words("umzug|umziehen"),
    steps: [
      ["Give notice and arrange the handover", "Kündigen und Übergabe vereinbaren", 1],
      ["Sort out what does not come along", "Aussortieren, was nicht mitkommt", 4],
      ["Book a van or movers", "Wagen oder Umzugsfirma buchen", 1],
      ["Pack room by room", "Zimmer für Zimmer packen", 8],
      ["Change addresses and contracts", "Adressen und Verträge ummelden", 2],
      ["Clean and hand over the keys", "Putzen und Schlüssel übergeben", 3],
    ],
  },
  {
    en: words("(?:plan|organi[sz]e|prepare|host|throw)\\b.{0,40}\\b(?:party|birthday|wedding|celebration|dinner)"),
    de: words("(?:feier|party|geburtstag|hochzeit|fest)\\p{L}*.{0,30}(?:planen|organisieren|vorbereiten|ausrichten)"),
    steps: [
      ["Fix the date, place and guests", "Termin, Ort und Gäste festlegen", 2],
      ["Send the invitations", "Einladungen verschicken", 2],
      ["Plan food and drinks", "Essen und Getränke planen", 2],
      ["Shop", "Einkaufen", 3],
      ["Set up and cook", "Aufbauen und kochen", 4],
    ],
  },
  {
    en: words(
      "(?:prepare|make|create|write|do)\\b.{0,40}\\b(?:presentation|talk|slides|slide deck|keynote)|presentation for",
    ),
    de: words("(?:präsentation|vortrag|folien)\\p{L}*"),
    steps: [
      ["Write down the message and the audience", "Botschaft und Publikum aufschreiben", 1],
      ["Collect material", "Material sammeln", 2],
      ["Outline the story", "Gliederung entwerfen", 2],
      ["Make the slides", "Folien bauen", 5],
      ["Rehearse and cut", "Üben und kürzen", 2],
    ],
  },
  {
    en: words(
      "(?:write|draft|finish)\\b.{0,50}\\b(?:report|article|paper|essay|thesis|proposal|blog ?post|chapter|documentation|newsletter)",
    ),
    de: words(
      "(?:bericht|artikel|aufsatz|hausarbeit|masterarbeit|bachelorarbeit|konzept|blogbeitrag|kapitel|dokumentation)\\p{L}*.{0,40}(?:schreiben|verfassen|fertig)",
    ),
    steps: [
      ["Collect sources and notes", "Quellen und Notizen sammeln", 3],
      ["Outline", "Gliedern", 1],
      ["Write a first draft", "Ersten Entwurf schreiben", 6],
      ["Revise", "Überarbeiten", 3],
      ["Proofread and hand in", "Korrektur lesen und abgeben", 1],
    ],
  },
  {
    en: words("(?:study|learn|revise|prepare)\\b.{0,40}\\b(?:exam|test|certification|finals?)\\b"),
    de: words("(?:prüfung|klausur|examen|test)\\p{L}*.{0,30}(?:lernen|vorbereiten)|lernen.{0,20}(?:prüfung|klausur)"),
    steps: [
      ["List the topics and weigh them", "Themen auflisten und gewichten", 1],
      ["Work through the material", "Stoff durcharbeiten", 6],
      ["Make a summary", "Zusammenfassung schreiben", 3],
      ["Do old exams", "Alte Prüfungen rechnen", 4],
      ["Repeat what went wrong", "Wiederholen, was nicht saß", 2],
    ],
  },
  {
    en: words("(?:apply|application|find)\\b.{0,30}\\b(?:job|position|role)\\b|job application"),
    de: words("bewerb(?:en|ung)"),
    steps: [
      ["Read the advert and note what they ask for", "Anzeige lesen und Anforderungen notieren", 1],
      ["Bring the CV up to date", "Lebenslauf aktualisieren", 2],
      ["Write the letter", "Anschreiben verfassen", 3],
      ["Let somebody read it", "Gegenlesen lassen", 1],
      ["Send it and note the deadline", "Abschicken und Frist notieren", 1],
    ],
  },
  {
    en: words("(?:spring[- ]?clean|deep[- ]?clean|declutter|tidy up|clean (?:up|out)?)\\b"),
    de: words("(?:frühjahrsputz|ausmisten|entrümpeln|aufräumen|großputz)"),
    steps: [
      ["Put things back where they belong", "Alles an seinen Platz räumen", 3],
      ["Sort out what can go", "Aussortieren, was weg kann", 4],
      ["Clean the surfaces", "Flächen putzen", 3],
      ["Do the floors", "Böden machen", 2],
      ["Take away what is sorted out", "Aussortiertes wegbringen", 1],
    ],
  },
  {
    en: words("(?:paint|repaint|renovate|wallpaper)\\b"),
    de: words("(?:streichen|renovieren|tapezieren)(?![\\p{L}])"),
    steps: [
      ["Measure and buy the material", "Ausmessen und Material kaufen", 2],
      ["Clear and cover", "Ausräumen und abdecken", 2],
      ["Fill and sand", "Spachteln und schleifen", 2],
      ["First coat", "Erster Anstrich", 3],
      ["Second coat", "Zweiter Anstrich", 3],
      ["Clean up", "Aufräumen", 1],
    ],
  },
  {
    en: words(
      "(?:build|make|create|launch|redesign|set up)\\b.{0,30}\\b(?:website|web site|homepage|landing page|blog|shop)\\b",
    ),
    de: words(
      "(?:website|webseite|homepage|blog|onlineshop)\\p{L}*.{0,30}(?:bauen|erstellen|machen|einrichten|starten)",
    ),
    steps: [
      ["Decide whom it is for and what they should do", "Zielgruppe und Ziel festlegen", 1],
      ["Write the texts", "Texte schreiben", 3],
      ["Sketch the pages", "Seiten skizzieren", 2],
      ["Build it", "Umsetzen", 5],
      ["Try it out and fix it", "Ausprobieren und nachbessern", 2],
      ["Publish it", "Veröffentlichen", 1],
    ],
  },
  {
    en: words(
      "(?:buy|choose|find|get)\\b.{0,20}\\b(?:new )?(?:car|laptop|computer|phone|bike|washing machine|fridge|sofa|mattress)\\b",
    ),
    de: words(
      "(?:auto|laptop|computer|handy|fahrrad|waschmaschine|kühlschrank|sofa|matratze)\\p{L}*.{0,20}(?:kaufen|aussuchen|finden|besorgen)",
    ),
    steps: [
      ["Decide on budget and needs", "Budget und Bedarf festlegen", 1],
      ["Compare three to five", "Drei bis fünf vergleichen", 4],
      ["Try or look at the best", "Die besten ansehen oder ausprobieren", 3],
      ["Buy", "Kaufen", 1],
    ],
  },
];
