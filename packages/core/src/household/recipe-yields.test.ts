import { expect, it } from "vitest";
import { servingsIn } from "#core/household/recipe-yields";

it.each([
  [["4 servings"], 4],
  [["750 g", "4 servings"], 4],
  [["about 2 dozen"], 24],
  [["1 1/2 dozen cookies"], 18],
  [["ein Dutzend"], 12],
  [["750 g di crema"], 1],
  [["1.5 litres"], 1],
  [["6 cups (serves 4)"], 4],
  [["14 pizzas (12 servings)"], 12],
  [["9-inch pie"], 1],
  [["1 (23 cm) cake, 8 portions"], 8],
  [["Für 6 Personen"], 6],
  [["pour 8 personnes"], 8],
  [["4 porcje"], 4],
  [["Serves 4-6"], 4],
  [["12 muffins"], 12],
  [["99999 servings"], 1],
  [["a few"], 1],
  [["four"], 4],
  [["a dozen"], 12],
  [["a loaf"], 1],
  [[], 1],
])("%j serves %d", (texts, servings) => expect(servingsIn(texts)).toBe(servings));
