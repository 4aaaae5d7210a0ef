import { announcedFile } from "#core/knowledge/testing";
import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: {
    kilobytes: 270,
    why: "it knows the signatures of the types of files, and the words by which documents are told apart",
  },
  operations: {
    create: {
      flights: {
        most: 3,
        why: "it looks for the same bytes before it adds any, and reads the limits of the tiers once a minute",
      },
    },
    complete: { cannotSucceed: { status: 503, why: "nobody answers at the store of these tests" } },
    download: { cannotSucceed: { status: 409, why: "nothing has been uploaded" } },
    purge: { cannotSucceed: { status: 503, why: "nobody answers at the store of these tests" } },
    photo: { cannotSucceed: { status: 404, why: "nobody has taken a photo" } },
  },
  row: announcedFile,
});
