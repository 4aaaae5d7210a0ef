import { made } from "#testing/known";
import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  uniqueAmongDeleted: {
    users_auth_subject_unique: "signing in again finds the account",
    users_email_unique: "signing in again finds the account",
  },
  begins: {
    "identity.connection.reauth_required": "the provider refuses, which no event of ours has caused",
    "identity.connection.reauth_announced": "the provider tells of it, which no event of ours has caused",
    "identity.connection.sync_requested": PERSON,
    "identity.api_key.revoked": PERSON,
    "identity.api_key.rolled": PERSON,
    "identity.grant.given": PERSON,
    "identity.grant.withdrawn": PERSON,
    "identity.household.joined": "the invite's own event is its giver's, whom the invited person may not read",
    "identity.household.left": PERSON,
    "identity.user.provisioned": "a person signs in for the first time",
  },
  nothingFollows: {
    "identity.api_key.rolled": "the authorizer looks each key up, so it knows",
    "identity.api_key.revoked": "the authorizer looks each key up, so it knows",
    "identity.grant.withdrawn": "the policies ask the grant itself, so that its row is gone at once",
  },
  causedElsewhere: {
    "identity.connection.reauth_required": "connection-tokens.test.ts, since it takes a provider that refuses",
    "identity.connection.reauth_announced":
      "functions/finance/plaid.test.ts, since it takes a provider that tells of it",
    "identity.connection.sync_requested":
      "connections.test.ts, since it takes a provider that a pillar takes data from",
    "identity.user.provisioned": "the authorizer, before there is any other event of a person",
  },
  rows: {
    household_members: (life, { userId }) =>
      made(life, "select id from household_members where user_id = $1", [userId]),
    // The grants that a person gives in tests are to a third person, who is not connected with the other one of the two.
    access_grants: async (life, person, idOf) =>
      made(
        life,
        "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id) values ('task', $1, $2, $3) returning id",
        [await idOf("tasks", person), person.userId, (await life.user("carl")).userId],
      ),
  },
  keyedOtherwise: ["user_settings"],
  neverAllowed: {
    "users.role": "update users set role = 'admin'",
    "users.tier": "update users set tier = 'pro'",
    "users.auth_subject": "update users set auth_subject = 'x'",
    "the address, which is the issuer's to say": "update users set email = 'x@example.com'",
    "the balance": "update user_settings set current_token_balance = 1000000",
    "another's erasure": "select erase_person(uuidv7())",
  },
  seededEvents: ["identity.user.provisioned"],
});
