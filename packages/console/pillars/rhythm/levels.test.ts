import { expect, it } from "vitest";
import { LEVELS as OF_THE_API } from "#core/rhythm/achievements";
import { LEVELS } from "./levels.ts";

it("The page of achievements says of each level what the API asks for", () => {
  expect(LEVELS).toEqual(OF_THE_API);
});
