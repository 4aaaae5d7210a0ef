import { announcedFile } from "#core/knowledge/testing";
import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 139, why: "it knows the tables of files, and the sentences that say why one could not be read" },
  operations: {
    fromFile: {
      body: async (life, person) => {
        const fileId = await announcedFile(life, person);
        await life.database.query("update files set status = 'ready', for_others = 'same' where id = $1", [fileId]);
        return { fileId };
      },
    },
  },
});
