import { serve } from "#cloud/serve";
import * as calendar from "#functions/calendar/workflows";
import * as ingest from "#functions/ingest/workflows";
import * as knowledge from "#functions/knowledge/workflows";

/** Workflows that process incoming data. */
export const intake = serve(
  "intake",
  [...Object.values(calendar), ...Object.values(ingest), ...Object.values(knowledge)],
  {
    uses: ["mail", "files"],
  },
);
