import { serve } from "#cloud/serve";
import * as ingest from "#functions/ingest/workflows";

/** Workflows that process incoming data. */
export const intake = serve("intake", Object.values(ingest), { uses: ["mail"] });
