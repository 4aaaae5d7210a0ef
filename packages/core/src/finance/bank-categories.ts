/**
 * What people call the categories that banks name in the words of Plaid's taxonomy (personal finance categories, version 1): first what a
 * narrow one is called, then what the wide one is in which it is. In English and German, in lower case. Transfers have no category.
 */

const WIDE: Readonly<Record<string, string>> = {
  BANK_FEES: "bank fees|fees|bank charges|bankgebühren|kontogebühren|gebühren|bank",
  ENTERTAINMENT: "entertainment|leisure|fun|hobbies|unterhaltung|freizeit|hobby|hobbys",
  FOOD_AND_DRINK:
    "food & drink|food and drink|food|eating|essen & trinken|essen und trinken|essen|lebensmittel|verpflegung",
  GENERAL_MERCHANDISE: "shopping|purchases|merchandise|einkäufe|einkaufen|anschaffungen|einkauf",
  GENERAL_SERVICES: "services|dienstleistungen|dienste",
  GOVERNMENT_AND_NON_PROFIT: "government|taxes|taxes & donations|steuern|behörden|abgaben",
  HOME_IMPROVEMENT: "home improvement|home|household|house|haus & garten|haus und garten|wohnen|haushalt|haus",
  INCOME: "income|earnings|einkommen|einkünfte|einnahmen",
  LOAN_PAYMENTS: "loan payments|loans|loan|debt|kredite|kredit|darlehen|kreditraten",
  MEDICAL: "medical|health|healthcare|health care|gesundheit|arzt|medizin",
  PERSONAL_CARE: "personal care|personal|beauty|körperpflege|pflege|persönliches",
  RENT_AND_UTILITIES:
    "rent & utilities|rent and utilities|housing|utilities|wohnen|miete & nebenkosten|nebenkosten|wohnung",
  TRANSFER_IN: "",
  TRANSFER_OUT: "",
  TRANSPORTATION: "transportation|transport|mobility|travel|verkehr|mobilität|fahrtkosten|fahrten",
  TRAVEL: "travel|vacation|holidays|holiday|trips|reisen|urlaub|reise",
};

const NARROW: Readonly<Record<string, string>> = {
  ENTERTAINMENT_MUSIC_AND_AUDIO: "music|subscriptions|streaming|musik|abos|abonnements",
  ENTERTAINMENT_SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS: "events|culture|ausflüge|kultur",
  ENTERTAINMENT_TV_AND_MOVIES: "tv & movies|movies|cinema|streaming|subscriptions|kino|fernsehen|abos|abonnements",
  ENTERTAINMENT_VIDEO_GAMES: "games|video games|gaming|spiele|videospiele",
  FOOD_AND_DRINK_BEER_WINE_AND_LIQUOR: "alcohol|drinks|alkohol|getränke",
  FOOD_AND_DRINK_COFFEE:
    "coffee|cafés|cafes|coffee shops|restaurants|eating out|dining out|kaffee|restaurant|auswärts essen",
  FOOD_AND_DRINK_FAST_FOOD:
    "fast food|restaurants|eating out|dining out|takeaway|dining|imbiss|restaurant|auswärts essen",
  FOOD_AND_DRINK_GROCERIES: "groceries|grocery|supermarket|supermarkets|lebensmittel|supermarkt|einkauf",
  FOOD_AND_DRINK_RESTAURANT:
    "restaurants|restaurant|eating out|dining out|dining|auswärts essen|essen gehen|gastronomie",
  FOOD_AND_DRINK_VENDING_MACHINES: "snacks",
  GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS: "books|reading|bücher|lesen",
  GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES: "clothing|clothes|fashion|kleidung|kleider|mode",
  GENERAL_MERCHANDISE_ELECTRONICS: "electronics|technology|tech|elektronik|technik",
  GENERAL_MERCHANDISE_GIFTS_AND_NOVELTIES: "gifts|presents|geschenke",
  GENERAL_MERCHANDISE_PET_SUPPLIES: "pets|pet|haustiere|haustier|tiere",
  GENERAL_MERCHANDISE_SPORTING_GOODS: "sports|sport",
  GENERAL_MERCHANDISE_SUPERSTORES: "groceries|supermarket|lebensmittel|supermarkt",
  GENERAL_SERVICES_AUTOMOTIVE: "car|car maintenance|vehicle|auto|kfz",
  GENERAL_SERVICES_CHILDCARE: "childcare|children|kids|kinderbetreuung|kinder",
  GENERAL_SERVICES_EDUCATION: "education|school|bildung|schule|weiterbildung",
  GENERAL_SERVICES_INSURANCE: "insurance|insurances|versicherungen|versicherung",
  GENERAL_SERVICES_POSTAGE_AND_SHIPPING: "postage|shipping|porto|post",
  GOVERNMENT_AND_NON_PROFIT_DONATIONS: "donations|charity|giving|spenden",
  GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT: "taxes|tax|steuern|steuer",
  HOME_IMPROVEMENT_FURNITURE: "furniture|furnishings|möbel|einrichtung",
  INCOME_DIVIDENDS: "dividends|investments|dividenden|kapitalerträge",
  INCOME_INTEREST_EARNED: "interest|zinsen|kapitalerträge",
  INCOME_RETIREMENT_PENSION: "pension|retirement|rente",
  INCOME_TAX_REFUND: "tax refund|tax refunds|taxes|steuererstattung|steuern",
  INCOME_WAGES: "salary|wages|paycheck|pay|gehalt|lohn",
  LOAN_PAYMENTS_CAR_PAYMENT: "car loan|car payment|car|autokredit|auto",
  LOAN_PAYMENTS_CREDIT_CARD_PAYMENT: "",
  LOAN_PAYMENTS_MORTGAGE_PAYMENT: "mortgage|housing|hypothek|baukredit|wohnen",
  LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT: "student loan|student loans|studienkredit|bafög",
  MEDICAL_DENTAL_CARE: "dentist|dental|zahnarzt",
  MEDICAL_PHARMACIES_AND_SUPPLEMENTS: "pharmacy|medicine|apotheke|medikamente",
  MEDICAL_VETERINARY_SERVICES: "vet|pets|tierarzt|haustiere",
  PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS: "fitness|gym|sports|fitnessstudio|sport",
  PERSONAL_CARE_HAIR_AND_BEAUTY: "hair|hairdresser|beauty|friseur|frisör",
  PERSONAL_CARE_LAUNDRY_AND_DRY_CLEANING: "laundry|wäsche|reinigung",
  RENT_AND_UTILITIES_GAS_AND_ELECTRICITY:
    "electricity|gas & electricity|energy|utilities|strom|strom & gas|energie|nebenkosten",
  RENT_AND_UTILITIES_INTERNET_AND_CABLE: "internet|phone & internet|utilities|telefon & internet|nebenkosten",
  RENT_AND_UTILITIES_RENT: "rent|miete",
  RENT_AND_UTILITIES_SEWAGE_AND_WASTE_MANAGEMENT: "waste|utilities|müll|nebenkosten",
  RENT_AND_UTILITIES_TELEPHONE: "phone|mobile|phone & internet|telephone|telefon|handy|mobilfunk|telefon & internet",
  RENT_AND_UTILITIES_WATER: "water|utilities|wasser|nebenkosten",
  TRANSPORTATION_BIKES_AND_SCOOTERS: "bike|bikes|bicycle|fahrrad",
  TRANSPORTATION_GAS: "fuel|gas|petrol|car|tanken|benzin|sprit|kraftstoff|auto",
  TRANSPORTATION_PARKING: "parking|car|parken|auto",
  TRANSPORTATION_PUBLIC_TRANSIT: "public transport|public transit|transit|train|öpnv|bus & bahn|bahn|nahverkehr",
  TRANSPORTATION_TAXIS_AND_RIDE_SHARES: "taxi|taxis|rideshare",
  TRANSPORTATION_TOLLS: "tolls|car|maut|auto",
  TRAVEL_FLIGHTS: "flights|flüge",
  TRAVEL_LODGING: "hotels|hotel|lodging|accommodation|unterkunft|unterkünfte",
};

const wideOnes = Object.keys(WIDE);
const words = (text: string | undefined) => (text ? text.split("|") : []);

/** The names that a category of the bank may have here, the likeliest first; none for a transfer and for what nobody knows. */
export function namesOfBankCategory(code: string): string[] {
  if (NARROW[code] === "") return [];
  const wide = wideOnes.find((one) => code === one || code.startsWith(`${one}_`));
  return [...new Set([...words(NARROW[code]), ...words(wide && WIDE[wide])])];
}
