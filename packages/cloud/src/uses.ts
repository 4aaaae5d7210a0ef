/**
 * What a handler needs beside the database, the secret and the bus, which every one has. The stacks turn it into permissions
 * of its role; on one machine it says nothing.
 *
 * `mail`: reads and writes the mail bucket. `queues`: sends messages to consumers' own queues. `workflows`: hands events to
 * the workflow server.
 */
export type Use = "mail" | "queues" | "workflows";
