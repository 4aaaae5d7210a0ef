import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 142, why: "it speaks to a service that delivers mail" },
  names: { entryIds: "billable_entries" },
  operations: {
    create: {
      flights: { most: 2, why: "it reads the entries that it makes lines of" },
      body: async (life, { userId }) => ({
        entryIds: [
          await made(
            life,
            "insert into billable_entries (user_id, date, hours, rate_cents) values ($1, '2026-03-02', 1.5, 9000) returning id",
            [userId],
          ),
        ],
      }),
    },
    send: { flights: { most: 3, why: "settings of the service that delivers mail are read once a minute" } },
    pay: { before: "send" },
    mail: {
      before: "send",
      flights: { most: 3, why: "settings of the service that delivers mail are read once a minute" },
      cannotSucceed: { status: 503, why: "no key of a service that delivers mail is configured" },
    },
  },
});
