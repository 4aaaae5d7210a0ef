import { serve } from "#cloud/serve";
import * as ingest from "#functions/ingest/workflows";

/** What comes in from outside and is made sense of. */
export const intake = serve("intake", Object.values(ingest), { uses: ["mail"] });
