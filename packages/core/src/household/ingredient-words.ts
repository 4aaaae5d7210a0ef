/** Words around the food in a line of ingredients: preparation, quality, size, purpose. */

/** How a thing is prepared. */
const PREPARED = `(?:peeled|unpeeled|cored|sliced|chopped|minced|diced|grated|shredded|crushed|cubed|halved|quartered|seeded|deseeded|de-seeded|stemmed|destemmed|trimmed|rinsed|drained|washed|scrubbed|cleaned|torn|mashed|beaten|whisked|melted|softened|toasted|roasted|squeezed|ground|cut|cracked|packed|sifted|julienned|pitted|shelled|deveined|hulled|zested|juiced|crumbled|flaked|slivered|chilled|thawed|strained|cooked|steamed|boiled|blanched|snipped|picked|brewed|divided|pressed|smashed|bruised|split|geschält(?:e[rns]?)?|gehackt(?:e[rns]?)?|gewürfelt(?:e[rns]?)?|gerieben(?:e[rns]?)?|geschnitten(?:e[rns]?)?|gepresst(?:e[rns]?)?|gemahlen(?:e[rns]?)?)`;
const HOW = String.raw`(?:\p{L}+ly|well|fein|grob|frisch)`;

/** Two or more preparations before the name: “peeled, cored and sliced quinces”. */
export const PREPARATIONS = new RegExp(
  String.raw`^(?:(?:${HOW}\s+)?${PREPARED}(?:,\s*(?:and\s+|&\s+|und\s+)?|\s+(?:and|&|und)\s+)){1,5}(?:${HOW}\s+)?${PREPARED},?\s+(?=\p{L})`,
  "iu",
);

/** Adjectives that do not change what the thing is: without them “2 large eggs” is found as eggs. */
export const QUALITIES = new RegExp(
  String.raw`^(?:(?:extra[- ])?large|medium(?:[- ]sized?)?|small|big|jumbo|fat|plump|(?:lg|med|sm)\.?|(?:${HOW})\s+${PREPARED}|fresh(?:ly)?|ripe|gr\.|kl\.|(?:gestr|geh)\.|(?:gestrichen|gehäuft)(?:e[rn]?)?|(?:mittel|m\.-)?groß(?:e[rns]?)?|klein(?:e[rns]?)?|frische?[rns]?|frisk[ea]?|färska?|verse|śwież(?:y|a|e|ego|ej|ych)|čerstv(?:ý|á|é|ého|ých)|friss)\s+(?!(?:or|to|and|oder|und)\s)(?=\p{L})`,
  "iu",
);

/** The purpose behind a name: without it “salt to taste” is found as salt. */
export const PURPOSE =
  /(?<=\p{L})[\s,]+(?:-\s+)?(?:(?:or|plus|and)\s+(?:more\s+|extra\s+|additional\s+)?(?:to\s+taste|as\s+needed|as\s+required)|(?:plus\s+|and\s+)?(?:(?:a\s+little\s+)?(?:extra|more)\s+)?(?:to\s+(?:taste|serve|garnish|finish|decorate|dust|grease)|for\s+(?:the\s+)?(?:(?:deep|shallow|pan)[- ]?)?(?:frying|serving|garnish(?:ing)?|dusting|greasing|drizzling|brushing|rolling|sprinkling|decorating|decoration|pan|tin|topping|coating))|plus\s+(?:more|extra)|as\s+(?:needed|required)|or\s+more|optional|q\.?\s?b\.?|q\.?\s?s\.?|n\.\s?b\.|nach\s+(?:belieben|geschmack|bedarf)|zum\s+\p{Lu}\p{L}+|(?:till|til)\s+(?:stekning|stegning|steking|servering|garnering|pynt|pensling|panorna|formen)|pour\s+(?:la\s+cuisson|servir|le\s+moule|la\s+poêle|décorer|dorer)|para\s+(?:freír|fritar|servir|decorar|untar|engrasar|polvilhar)|per\s+(?:friggere|servire|guarnire|decorare|la\s+teglia|ungere)|om\s+(?:in\s+)?te\s+bakken|voor\s+(?:de\s+garnering|erbij)|do\s+(?:smażenia|dekoracji|podania|posypania)|na\s+(?:smažení|ozdobu|vymazání|vyprážanie)|a\s+(?:sütéshez|tálaláshoz)|al\s+gusto|a\s+gusto|al\s+gust|a\s+piacere|quanto\s+basta|à\s+votre\s+goût|selon\s+(?:le\s+)?goût|naar\s+smaak|efter\s+(?:smak|smag)|etter\s+smak|do\s+smaku|podle\s+chuti|podľa\s+chuti|po\s+ukusu|po\s+okusu|ízlés\s+szerint|maun\s+mukaan|maitse\s+järgi|по\s+вкусу|за\s+смаком|на\s+вкус|a\s+gosto|q\.?\s?b|după\s+gust|c\/n|少々|少许|适量|適量|약간|적당량|स्वादानुसार|حسب\s+(?:الرغبة|الذوق)|לפי\s+ה?טעם|ตามชอบ)[.!]?$/iu;

/** Sizes in other languages before what is counted: “2 gros oignons”. “petits pois” are peas and stay whole. */
export const SIZES =
  /^(?:gros(?:ses?)?|petite?s?|grande?s?|beaux?|belles?|moyen(?:ne)?s?|pequeñ[oa]s?|median[oa]s?|grandi|piccol[oaie]|(?:middel)?grote|kleine|(?:mell(?:em|an|om))?stor[aet]?|små|liten|lille|duż[aey]|mał[aey]|średni[ae]?|velk[áéý]|mal[áéý]|větší|menší|väčši[ae]?|większ[aey]|mniejsz[aey]|střední|veľk[áéý]|stredn[áé]|nagy|kis|közepes|médi[oa]s?)\s+(?!(?:pois|suisses?|fours?|marnier|sel|bought)(?!\p{L}))(?=\p{L})/iu;

/** Sizes behind what is counted: “2 cebolas médias”. */
export const SIZES_BEHIND =
  /(?<=\p{L})\s(?:médi[oa]s?|grand[ei]s?|pequen[oa]s?|pequeñ[oa]s?|median[oa]s?|medi[oae]|piccol[oaie]|moyen(?:ne)?s?)$/iu;

/** Preparations that follow the name in Romance languages: “dientes de ajo picados”. Nobody buys these prepared. */
export const PREPARED_BEHIND =
  /(?<=^(?:ajos?|alhos?|ail|aglio|cebollas?|cebolas?|oignons?|échalotes?|cipoll[ae]|scalogn[oi]|perejil|prezzemolo|persil|salsa|salsinha|coentros?|cilantro|albahaca|basilico?|ciboulette|menta|menthe|zanahorias?|cenouras?|carottes?|carot[ae]|gengibre|jengibre|gingembre|zenzero)(?:\s(?:grand[ei]s?|pequen[oa]s?|pequeñ[oa]s?|median[oa]s?|médi[oa]s?|moyen(?:ne)?s?|medi[oae]))?)\s+(?:(?:finement|finamente|bien|muy|fin[oe]?)\s+)?(?:picad[oa]s?|troncead[oa]s?|cortad[oa]s?|rallad[oa]s?|ralad[oa]s?|machacad[oa]s?|esmagad[oa]s?|amassad[oa]s?|émincée?s?|hachée?s?|râpée?s?|ciselée?s?|écrasée?s?|pelée?s?|pressée?s?|tritat[oaie]|grattugiat[oaie]|affettat[oaie]|schiacciat[oaie]|pelad[oa]s?)(?!\p{L}).*$/iu;

/** Hungarian for the juice, behind the fruit: “fél citrom leve”. */
export const JUICE_BEHIND = /(?<=\p{L})\s(?:(?:reszelt|lereszelt)\s)?(?:leve|héja)$/iu;

/** Seasonings that are listed with a comma: “Salt, pepper”. */
const SEASONING =
  /^(?:(?:sea|kosher|black|white|ground|freshly|fresh|cracked)\s+)*(?:salt|pepper|salz|pfeffer|sel|poivre|sale|pepe|sal|pimienta|pimenta|zout|peper|peppar|peber|pepper|sól|pieprz|sůl|pepř|soľ|korenie|só|bors|соль|перец)(?!\p{L})/iu;
export const areSeasonings = (parts: readonly string[]): boolean =>
  parts.length > 1 && parts.slice(0, 2).every((part) => SEASONING.test(part));

/** The purpose before a name: “q.b. sale”, “по вкусу соль”. */
export const PURPOSE_BEFORE =
  /^(?:ízlés\s+szerint|szükség\s+szerint|q\.?\s?b\.?|n\.\s?b\.|quanto\s+basta|nach\s+(?:belieben|geschmack)|по\s+вкусу|optional:?|evtl\.?|eventuell|facultatif\s?:?)\s+(?:di\s+)?(?=\p{L})/iu;

const ADJECTIVES = new Set(
  "fresh large small medium big ripe firm dried unsalted salted unsweetened sweetened raw cooked uncooked frozen thawed canned hot cold warm thick thin lean virgin organic plain dry sweet soft hard crisp crusty whole natural crunchy smooth creamy mild sharp light dark long short skinned red green yellow white black orange purple brown good quality vegan homemade tinned smoked skin on bone extra very finely freshly roughly coarsely thinly lightly unbleached bleached young old tender sour heavy full-fat granulated fine coarse flaky pure rustic stale baby mixed assorted strong crisp-tender lukewarm tepid boiling ice-cold".split(
    " ",
  ),
);
const ONLY_PREPARED = new RegExp(`^${PREPARED}$`, "iu");

/** Whether a text only describes (“boneless”, “low-fat”, “bone-in”, “finely chopped”), so that the name is still to come. */
export const isDescription = (text: string): boolean =>
  text !== "" && text.split(/\s+/).every((word) => isDescriptive(word.toLowerCase()));

const isDescriptive = (word: string): boolean =>
  ADJECTIVES.has(word) ||
  ONLY_PREPARED.test(word) ||
  /^(?:and|or|&|und)$/.test(word) ||
  /^\p{L}{2,}(?:less|-free|-in|-on|-off|-out|-fat|-sodium|-salt|-sugar|-grain|-purpose|-style|-quality|-fed|-range|-caught|-bought|-made|-cut|-ripened|-rise|-rising|-rolled)$/u.test(
    word,
  );

/** German adjectives before a noun, which has a capital letter: “reife, weiche Avocado”. */
export const isGermanDescription = (text: string, next: string): boolean =>
  /^\p{Lu}|\s\p{Lu}/u.test(next) && /^(?:\p{Ll}+e[rnsm]?\s*)+$/u.test(text);

/** The beginning of a part of a line about preparation, or about which part of the thing is used. */
const ASIDE =
  /^(?:zest|juice|rind|peel|leaves|stems|stalks|seeds|skin|cut|to |for |in |at |with|without|plus|such as|about|optional|preferably|if |or more|not |see |each|room|divided|from|white|green|only|use|well|torn)/i;

/** Whether the parts are alternatives: “avocado, peanut, or canola oil”. */
export function areAlternatives(parts: readonly string[]): boolean {
  const tail = parts.slice(1).join(", ");
  if (tail.length > 80 || parts.length > 5) return false;
  const or = /^(?:(.*?)[\s,]+)?(?:or|oder|ou|eller)\s+(.+)$/i.exec(tail);
  if (!or) return false;
  const [, between = "", last = ""] = or;
  const all = [...between.split(","), last].map((part) => part.trim()).filter(Boolean);
  if (all.some((part) => ASIDE.test(part) || isDescription(part) || /\d/.test(part) || part.split(" ").length > 3))
    return false;
  return between !== "" || / /.test(last);
}
