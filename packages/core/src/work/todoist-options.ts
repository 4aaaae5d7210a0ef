import * as z from "zod/mini";
import { Text } from "#kit/wire";

/** What may be said about an import of a project of Todoist. */
export const todoistOptions = z.strictObject({
  /** What the project is called; the name of the file unless given. */
  project: z.optional(Text(200, 1)),
});
