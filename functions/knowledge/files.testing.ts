import { randomBytes, randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 245, why: "it knows the signatures of the types of files" },
  operations: {
    create: {
      flights: {
        most: 3,
        why: "it looks for the same bytes before it adds any, and reads the limits of the tiers once a minute",
      },
    },
    complete: { cannotSucceed: { status: 503, why: "nobody answers at the store of these tests" } },
    download: { cannotSucceed: { status: 409, why: "nothing has been uploaded" } },
    photo: { cannotSucceed: { status: 404, why: "nobody has taken a photo" } },
  },
  row: (life, { userId }) =>
    made(
      life,
      "insert into files (user_id, file_name, object_key, mime_type, size_bytes, sha256) values ($1, 'notes.txt', $2, 'text/plain', 1, $3) returning id",
      [userId, `files/${userId}/${randomUUID()}`, randomBytes(32).toString("hex")],
    ),
});
