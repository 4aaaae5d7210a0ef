/** How long tests wait for what is to come. The limit only ends a wait for what never comes, because the duration depends on the machine. */
export const PATIENCE_MS = 300_000;
export const EVERY_MS = 20;
