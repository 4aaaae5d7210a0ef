/** What is noticed of contacts. Each silence is told of when it becomes too long; one that goes on for twice as long is an insight, once. */
import { sql } from "drizzle-orm";
import { insightRule } from "#core/cortex/insight-rule";
import { dayIn, myZone } from "#core/identity/zone";
import { contacts } from "#core/people/contacts.sql";
import { isNeglected, since } from "#core/people/nudges";
import { told } from "#core/people/told.en";
import { read } from "#kit/db";

interface Silent {
  id: string;
  name: string;
  wanted: number;
  days: number;
  /** The first day of the silence. */
  from: string;
  isNever: boolean;
}

const TIMES_AS_LONG = 2;
const MANY = 20;

export default {
  neglected: insightRule({
    insightType: "neglected",
    base: { right: 4.5, wrong: 1.5 },
    isToldElsewhere: true,
    reads: ({ today }) => {
      const from = dayIn(since, myZone);
      return [
        read<Silent>(sql`
          select ${contacts.id} as id, ${contacts.name} as name, ${contacts.keepInTouchDays} as wanted, ${today}::date - ${from} as days,
            (${from})::text as from, ${contacts.lastInteractionAt} is null as "isNever"
          from ${contacts} where ${isNeglected(sql`${today}::date`)}
            and ${today}::date - ${from} >= ${TIMES_AS_LONG}::int * ${contacts.keepInTouchDays}
          order by ${contacts.id} limit ${MANY}::int`),
      ];
    },
    found: ([silent]) =>
      silent.map(({ id, name, wanted, days, from, isNever }) => ({
        key: `${id}:${from}`,
        title: told("long_silence", { name }),
        body: [told(isNever ? "never_touch_days" : "long_silence_days", { days, wanted })],
        rows: [{ type: "contact", id, name }],
        figures: { silentDays: days, wantedDays: wanted },
      })),
  }),
};
