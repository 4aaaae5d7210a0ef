import * as cortex from "#functions/cortex/workflows";
import { serve } from "#kit/serve";

/** What LifeOS finds out and asks. */
export const mind = serve("mind", Object.values(cortex));
