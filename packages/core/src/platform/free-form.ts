/** JSON objects without a fixed schema, such as the payload of another program's webhook, limited only in size. */

import * as z from "zod/mini";
import { jsonAtMost } from "#kit/check";

/** An object with any fields whose JSON text has at most `maxCharacters` characters. */
export const freeForm = (maxCharacters = 20_000) =>
  z.record(z.string().check(z.maxLength(200)), z.unknown()).check(jsonAtMost(maxCharacters));
