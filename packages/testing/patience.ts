/** How long tests wait for what is to come. The limit only ends a wait for what never comes, because the duration depends on the machine. */
export const PATIENCE_MS = 300_000;
export const EVERY_MS = 20;

/**
 * Options of a server that tests ask. After Node's five seconds without a request a connection closes, also while the next one is on its way:
 * on a busy machine, or after a test has computed that long, it is lost.
 */
export const KEEPS_CONNECTIONS = { keepAliveTimeout: 60_000 };
