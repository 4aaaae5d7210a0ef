import { save } from "#console/data/bytes.ts";

/** Downloads a file: under its own name, and never to be opened in place. */
export const saveFile = ({ id }: { id: string }) => save("knowledge.files.download", { path: { fileId: id } });
