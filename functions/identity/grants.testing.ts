import { anotherTask } from "#functions/work/tasks.testing";
import { knownToTests } from "#testing/known";

export default knownToTests({
  deletedForGood: "access that was withdrawn must not come back",
  // May refer to any type of row; the examples have a task.
  names: { entityId: "tasks" },
  outOfReach: {
    access_grants_to_somebody: "a grant is to a person or an address, and the body says which",
    access_grants_not_self: "sharing with oneself is refused before",
  },
  operations: {
    list: {
      showsForged: "a forged grant is there for its holder to see, but opens nothing",
      flights: { most: 2, why: "titles are those of rows that the grants of the page name" },
    },
    create: {
      body: async (life, person) => ({ entityId: await anotherTask(life, person) }),
      checkedOtherwise: {
        "/granteeId": "whoever shares must name somebody, who need not be known to them and has told them their id",
      },
    },
    remove: {
      flights: {
        most: 2,
        why: "it reads the grant, because the event of a deleted row would keep who has the address",
      },
    },
  },
});
