import type { SaidWords } from "#console/words/said.ts";

export default {
  cooked_for_event: "Für dieses Ereignis wurde etwas anderes gekocht.",
  page_no_json: "Was an der Adresse liegt, ist kein JSON, obwohl es das sagt.",
  no_recipe: "Dort steht kein Rezept (schema.org) mit einem Namen und Zutaten oder Schritten.",
  bought_already: "Das ist schon gekauft.",
  vendor_here:
    "Der Haushalt hat schon ein Geschäft dieses Namens; Großschreibung, Akzente und Filialnummern zählen nicht.",
  alias_here: "Diese Schreibweise führt schon zu dem Geschäft.",
  everybodys_vendor: "Dieses Geschäft gehört allen; leg ein eigenes an, um es zu ändern.",
  everybodys_vendor_merge: "Dieses Geschäft gehört allen; leg ein eigenes an, mit dem es zusammengeht.",
  restock_here: "Das steht schon zum Nachkaufen auf der Liste.",
} satisfies SaidWords;
