/**
 * What a handler needs beside the database, the secrets and the bus, which every handler has. The stacks make permissions of its
 * role from it; on one machine it has no effect.
 *
 * `mail`: reads and writes the mail bucket. `files`: reads and writes the bucket of people's files. `queues`: sends messages to consumers' own queues. `workflows`: hands events to the
 * workflow server. `embeddings`: asks the function that runs the model of embeddings.
 */
export type Use = "mail" | "files" | "queues" | "workflows" | "embeddings";
