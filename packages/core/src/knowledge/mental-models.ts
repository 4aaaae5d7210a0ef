/**
 * Ways to think that have a name, as far as a text names or plainly describes one: each has phrases by which it is known, in English and German,
 * and none of them is a word that has another use. The sentence in which a phrase stands is the evidence.
 */
import { segmentsOf } from "#core/knowledge/key-points";

interface MentalModel {
  id: string;
  /** What it is called in English; in German it is called in told.de.ts. */
  en: string;
  /** Phrases of its own, folded, as whole words. */
  phrases: readonly string[];
}

const model = (id: string, en: string, de: string, ...more: string[]): MentalModel => ({
  id,
  en,
  phrases: [...new Set([en, de, ...more].map(folded))],
});

export const mentalModels: readonly MentalModel[] = [
  model("opportunity_cost", "Opportunity cost", "Opportunitätskosten", "opportunity costs"),
  model(
    "sunk_cost",
    "Sunk cost",
    "Versunkene Kosten",
    "sunk costs",
    "sunk cost fallacy",
    "good money after bad",
    "gutes geld schlechtem hinterher",
  ),
  model(
    "second_order",
    "Second-order thinking",
    "Denken in zweiter Ordnung",
    "second-order effect",
    "second-order effects",
    "second order effects",
    "second-order consequences",
    "second order thinking",
    "folgen zweiter ordnung",
  ),
  model(
    "first_principles",
    "First principles",
    "Erste Prinzipien",
    "first-principles thinking",
    "reason from first principles",
  ),
  model(
    "pareto",
    "Pareto principle",
    "Pareto-Prinzip",
    "80/20 rule",
    "80-20 rule",
    "80/20-regel",
    "80/20 principle",
    "the vital few",
    "80 percent of the results",
    "80 prozent der ergebnisse",
  ),
  model(
    "feedback_loop",
    "Feedback loop",
    "Rückkopplungsschleife",
    "feedback loops",
    "vicious circle",
    "vicious cycle",
    "virtuous circle",
    "virtuous cycle",
    "teufelskreis",
    "ruckkopplung",
  ),
  model(
    "inversion",
    "Invert, always invert",
    "Umkehrung des Problems",
    "inversion thinking",
    "avoid stupidity rather than",
  ),
  model(
    "compounding",
    "Compound interest",
    "Zinseszins",
    "compounding returns",
    "power of compounding",
    "compound growth",
    "zinseszinseffekt",
  ),
  model("margin_of_safety", "Margin of safety", "Sicherheitsmarge", "safety margin", "sicherheitspuffer"),
  model("circle_of_competence", "Circle of competence", "Kompetenzbereich nach Buffett", "kreis der kompetenz"),
  model(
    "map_territory",
    "The map is not the territory",
    "Die Karte ist nicht das Gebiet",
    "map and the territory",
    "confuse the map with the territory",
  ),
  model(
    "occam",
    "Occam's razor",
    "Ockhams Rasiermesser",
    "ockham's razor",
    "occams razor",
    "simplest explanation is usually",
  ),
  model("hanlon", "Hanlon's razor", "Hanlons Rasiermesser", "never attribute to malice"),
  model("regression_to_mean", "Regression to the mean", "Regression zur Mitte", "reversion to the mean"),
  model(
    "survivorship",
    "Survivorship bias",
    "Überlebensirrtum",
    "survivor bias",
    "survivorship fallacy",
    "survivorship-bias",
  ),
  model("confirmation_bias", "Confirmation bias", "Bestätigungsfehler", "confirmation-bias"),
  model("availability", "Availability heuristic", "Verfügbarkeitsheuristik", "availability bias"),
  model("anchoring", "Anchoring effect", "Ankereffekt", "anchoring bias", "anchoring heuristic"),
  model("loss_aversion", "Loss aversion", "Verlustaversion", "losses hurt more than", "losses loom larger"),
  model("hindsight", "Hindsight bias", "Rückschaufehler"),
  model("dunning_kruger", "Dunning-Kruger effect", "Dunning-Kruger-Effekt", "dunning–kruger effect"),
  model("halo", "Halo effect", "Halo-Effekt"),
  model("framing", "Framing effect", "Framing-Effekt", "framing bias"),
  model(
    "base_rate",
    "Base rate",
    "Basisrate",
    "base rates",
    "base-rate neglect",
    "base rate fallacy",
    "pravalenzfehler",
  ),
  model(
    "bayes",
    "Bayesian updating",
    "Bayessches Aktualisieren",
    "bayes' theorem",
    "bayes theorem",
    "bayesian reasoning",
    "satz von bayes",
    "update your priors",
  ),
  model("expected_value", "Expected value", "Erwartungswert", "expected values"),
  model("black_swan", "Black swan", "Schwarzer Schwan", "black swans", "black swan event", "schwarze schwane"),
  model("antifragile", "Antifragility", "Antifragilität", "antifragile"),
  model("barbell", "Barbell strategy", "Hantelstrategie"),
  model("lindy", "Lindy effect", "Lindy-Effekt"),
  model("skin_in_the_game", "Skin in the game", "Eigenes Risiko tragen"),
  model(
    "incentives",
    "Perverse incentive",
    "Fehlanreiz",
    "perverse incentives",
    "cobra effect",
    "fehlanreize",
    "show me the incentive",
    "kobra-effekt",
  ),
  model("goodhart", "Goodhart's law", "Goodharts Gesetz", "when a measure becomes a target"),
  model("campbell", "Campbell's law", "Campbells Gesetz"),
  model(
    "parkinson",
    "Parkinson's law",
    "Parkinsonsches Gesetz",
    "work expands so as to fill",
    "work expands to fill the time",
  ),
  model("hofstadter", "Hofstadter's law", "Hofstadters Gesetz", "planning fallacy", "planungsfehlschluss"),
  model("conway", "Conway's law", "Gesetz von Conway"),
  model("brooks", "Brooks's law", "Brookssches Gesetz", "brooks' law", "adding manpower to a late"),
  model("murphy", "Murphy's law", "Murphys Gesetz"),
  model("chesterton", "Chesterton's fence", "Chestertons Zaun"),
  model("tragedy_commons", "Tragedy of the commons", "Tragik der Allmende"),
  model("prisoners_dilemma", "Prisoner's dilemma", "Gefangenendilemma", "prisoners' dilemma"),
  model("zero_sum", "Zero-sum game", "Nullsummenspiel", "zero sum game", "zero-sum thinking", "positive-sum game"),
  model("game_theory", "Nash equilibrium", "Nash-Gleichgewicht"),
  model("network_effect", "Network effect", "Netzwerkeffekt", "network effects", "netzwerkeffekte", "metcalfe's law"),
  model("economies_of_scale", "Economies of scale", "Skaleneffekte", "economy of scale", "skalenertrage"),
  model(
    "diminishing_returns",
    "Diminishing returns",
    "Abnehmender Grenznutzen",
    "law of diminishing returns",
    "abnehmende ertrage",
    "diminishing marginal",
  ),
  model("comparative_advantage", "Comparative advantage", "Komparativer Vorteil", "komparative vorteile"),
  model("creative_destruction", "Creative destruction", "Schöpferische Zerstörung"),
  model("moat", "Economic moat", "Wirtschaftlicher Burggraben", "competitive moat"),
  model("critical_mass", "Critical mass", "Kritische Masse", "tipping point", "kipppunkt"),
  model(
    "bottleneck",
    "Theory of constraints",
    "Engpasstheorie",
    "the bottleneck determines",
    "weakest link in the chain",
  ),
  model("red_queen", "Red Queen effect", "Red-Queen-Effekt", "red queen hypothesis"),
  model(
    "natural_selection",
    "Natural selection",
    "Natürliche Selektion",
    "survival of the fittest",
    "naturliche auslese",
  ),
  model(
    "emergence",
    "Emergent behaviour",
    "Emergentes Verhalten",
    "emergent behavior",
    "emergent property",
    "emergent properties",
  ),
  model("entropy", "Second law of thermodynamics", "Zweiter Hauptsatz der Thermodynamik"),
  model("activation_energy", "Activation energy", "Aktivierungsenergie"),
  model("leverage_point", "Leverage point", "Hebelpunkt", "leverage points"),
  model(
    "eisenhower",
    "Eisenhower matrix",
    "Eisenhower-Matrix",
    "urgent and important",
    "dringend und wichtig",
    "eisenhower-prinzip",
  ),
  model("ooda", "OODA loop", "OODA-Schleife"),
  model("five_whys", "Five whys", "Fünf-Warum-Methode", "5 whys", "5-why-methode"),
  model("premortem", "Premortem", "Pre-mortem", "pre-mortem analysis", "premortem analysis"),
  model("steelman", "Steel man", "Steelman", "steelmanning", "steel-man argument"),
  model(
    "correlation_causation",
    "Correlation is not causation",
    "Korrelation ist nicht Kausalität",
    "correlation does not imply causation",
    "correlation doesn't imply causation",
    "korrelation bedeutet nicht",
  ),
  model(
    "type_1_2",
    "Reversible decision",
    "Umkehrbare Entscheidung",
    "reversible decisions",
    "one-way door",
    "two-way door",
    "irreversible decision",
  ),
  model("satisficing", "Satisficing", "Satisficing-Prinzip"),
  model("hedonic", "Hedonic treadmill", "Hedonistische Tretmühle", "hedonic adaptation"),
  model("growth_mindset", "Growth mindset", "Dynamisches Selbstbild", "fixed mindset"),
];

export interface FoundModel {
  model: MentalModel;
  sentence: string;
  start: number;
  end: number;
}

/** Of a longer text the beginning counts. */
const MAX_CHARS = 200_000;
const MAX_SENTENCE = 500;
const MOST_MODELS = 8;

const byLength = mentalModels
  .flatMap((one) => one.phrases.map((phrase) => ({ one, phrase })))
  .sort((a, b) => b.phrase.length - a.phrase.length);

/** The models that a text names, in the order of their first mention, each with its sentence. */
export function mentalModelsIn(text: string, language?: string | null): FoundModel[] {
  const read = text.slice(0, MAX_CHARS);
  const whole = folded(read);
  const named = byLength.filter(({ phrase }) => whole.includes(phrase));
  if (named.length === 0) return [];
  const found = new Map<string, FoundModel>();
  for (const { text: segment, start } of segmentsOf(read, language ?? "und")) {
    const sentence = folded(segment);
    for (const { one, phrase } of named) {
      if (found.has(one.id) || !isIn(sentence, phrase)) continue;
      const trimmed = segment.trim();
      const begin = start + segment.indexOf(trimmed);
      const shown = trimmed.slice(0, MAX_SENTENCE).toWellFormed();
      found.set(one.id, { model: one, sentence: shown, start: begin, end: begin + trimmed.length });
    }
    if (found.size >= MOST_MODELS) break;
  }
  return [...found.values()].slice(0, MOST_MODELS);
}

/** As whole words. */
function isIn(sentence: string, phrase: string): boolean {
  for (let at = sentence.indexOf(phrase); at >= 0; at = sentence.indexOf(phrase, at + 1))
    if (!isLetter(sentence[at - 1]) && !isLetter(sentence[at + phrase.length])) return true;
  return false;
}

const isLetter = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** Without accents and case, with one kind of apostrophe. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[’ʼ`´]/g, "'")
    .replace(/\s/g, " ")
    .toLowerCase();
}
