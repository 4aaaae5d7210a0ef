/** Search by meaning: there is none yet, and what is found is found by its words. */
import type { Filters, Hit } from "#core/knowledge/search/hit";
import type { Ctx } from "#kit/ctx";

export interface Meaning {
  state: "ready" | "starting" | "off";
  /** Why it does not take part; null when it does. */
  reason: string | null;
  hits: Hit[];
}

export async function meaningHits(_ctx: Ctx, _q: string, _filters: Filters, _most: number): Promise<Meaning> {
  return { state: "off", reason: "There is no search by meaning here.", hits: [] };
}
