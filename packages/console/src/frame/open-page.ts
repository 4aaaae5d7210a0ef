/** Loads a page: for the router when it is opened, and for a link when it is pressed. */
import { place } from "../words/place.ts";
import { loadWords } from "../words/words.ts";
import type { Page, PageModule, Pillar } from "./pillars.ts";

/** Where the console is on its host. */
export const BASE = "/console";

/** The page's own file and the words of its pillar, side by side. */
export async function open(pillar: Pillar, page: Page): Promise<PageModule> {
  const [module] = await Promise.all([page.load(), loadWords(pillar.name, place().language)]);
  return module;
}
