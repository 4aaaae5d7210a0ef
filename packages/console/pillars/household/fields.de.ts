import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  name: "Name",
  quantity: "Menge",
  unit: "Einheit",
  pantryItemId: "was es im Vorrat ist",
  vendorId: "Geschäft",
  needByDate: "gebraucht bis",
  instructionsText: "Schritte",
  prepTimeMinutes: "Minuten der Vorbereitung",
  cookTimeMinutes: "Minuten des Kochens",
  totalTimeMinutes: "Minuten insgesamt",
  servings: "Portionen",
  imageFileId: "Bild",
  sourceUrl: "woher es ist",
  ingredients: "Zutaten",
  nutrition: "Nährwerte",
  householdId: "Haushalt",
  barcode: "Strichcode",
  qtyMin: "Mindestmenge",
  storageLocation: {
    name: "wo es aufbewahrt wird",
    values: { pantry: "Vorratsschrank", fridge: "Kühlschrank", freezer: "Gefrierschrank" },
  },
  logoUrl: "Logo",
  defaultCategory: "übliche Kategorie",
  globalVendorId: "das allgemein bekannte Geschäft",
  expiryDate: "Ablauf",
  openedAt: "geöffnet",
} satisfies Words<typeof en>;
