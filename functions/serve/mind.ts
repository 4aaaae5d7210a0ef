import { serve } from "#cloud/serve";
import * as cortex from "#functions/cortex/workflows";

/** Workflows that find insights and ask questions. */
export const mind = serve("mind", Object.values(cortex), {
  uses: ["embeddings"],
});
