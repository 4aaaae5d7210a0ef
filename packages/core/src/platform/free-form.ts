/** JSON objects without a fixed schema, such as the payload of another program's webhook, limited only in size. */
import * as z from "zod/mini";

/** An object with any fields whose JSON text has at most `maxCharacters` characters. */
export const freeForm = (maxCharacters = 20_000) =>
  z
    .record(z.string().check(z.maxLength(200)), z.unknown())
    .check(
      z.refine((value) => JSON.stringify(value).length <= maxCharacters, `at most ${maxCharacters} characters of JSON`),
    );
