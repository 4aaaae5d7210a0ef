import { serve } from "#cloud/serve";
import * as cortex from "#functions/cortex/workflows";

/** What LifeOS finds out and asks. */
export const mind = serve("mind", Object.values(cortex));
