import type { Harness, Person } from "#testing/harness";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 152, why: "it knows what each of eleven providers asks of whoever connects it" },
  row: (life, person) => connectionOf(life, person),
  deletedForGood: "its tokens are withdrawn; connecting again makes others",
  operations: {
    listProviders: { unpaged: { has: ["nextCursor"], why: "there are as many as LifeOS knows" } },
    authorize: {
      cannotSucceed: { status: 503, why: "no provider knows this installation" },
      checkedOtherwise: {
        "/connectionId":
          "no provider knows this installation; functions/identity/connection-providers.test.ts tries another person's",
      },
    },
    callback: {
      cannotSucceed: { status: 503, why: "no address of this installation is set" },
      takesAnyParameter: "each provider sends parameters of its own with the person",
    },
    complete: { cannotSucceed: { status: 409, why: "nothing was begun" } },
    remove: {
      flights: { most: 3, why: "it asks the provider between looking and removing, and looks who else stands on it" },
    },
    sync: { cannotSucceed: { status: 409, why: "no pillar takes data from the provider of these tests" } },
    getMatrixSession: { before: withSession },
  },
});

const connectionOf = (life: Harness, { userId }: Person) =>
  made(
    life,
    "insert into connections (user_id, provider, external_account_id) values ($1, 'matrix', '@a:example.org') on conflict (user_id, provider, external_account_id) do update set scopes = '{}' returning id",
    [userId],
  );

/** What only a client that signed in can put there. */
async function withSession(life: Harness, { connectionId }: Record<string, string>): Promise<void> {
  const { seal } = await import("#kit/secret");
  const { connections } = await import("#core/identity/connections.sql");
  const { userSettings } = await import("#core/identity/users.sql");
  const [owner] = await life.database.query<{ id: string }>("select user_id as id from connections where id = $1", [
    connectionId,
  ]);
  if (!owner) return;
  await life.database.query("update connections set access_token = decode($2, 'base64') where id = $1", [
    connectionId,
    seal("a token", connections, "accessToken", connectionId!),
  ]);
  await life.database.query(
    "update user_settings set matrix_homeserver_url = 'https://matrix.example.org', matrix_device_id = decode($2, 'base64') where user_id = $1",
    [owner.id, seal("a device", userSettings, "matrixDeviceId", owner.id)],
  );
}
