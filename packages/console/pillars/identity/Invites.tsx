/** Who is invited to a household. The token of an invitation is shown once, to be sent by whatever way people talk. */
import invite from "contract:identity.invites.create";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { dropRow } from "#console/data/queries.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Secret } from "#console/ui/Secret.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { day, dayOf, now } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Household } from "./rows.ts";
import type en from "./words.en.ts";

type Invite = RowOf<"identity.invites.list">;

export function Invites({ household }: { household: Household }) {
  const words = useWords<typeof en>("identity").households;
  const invites = useList("identity.invites.list", { path: { householdId: household.id } });
  const [isInviting, setInviting] = useState(false);
  return (
    <Section
      title={words.invites}
      more={
        <Button small icon="plus" onClick={() => setInviting(true)}>
          {words.invite}
        </Button>
      }
    >
      <List
        label={words.invites}
        rows={invites}
        keyOf={({ id }) => id}
        item={useItem()}
        empty={<Empty icon="mail" title={words.noInvites} />}
      />
      {isInviting && <Inviting household={household} close={() => setInviting(false)} />}
    </Section>
  );
}

function useItem(): (one: Invite) => Item {
  const words = useWords<typeof en>("identity").households;
  return (one) => {
    const isOver = one.expiresAt <= now().toISOString();
    const state = one.acceptedAt ? words.accepted : isOver ? words.expired : words.until(day(dayOf(one.expiresAt)));
    return {
      name: one.email,
      lead: <Glyph icon="mail" of="people" />,
      end: one.acceptedAt ? <State>{state}</State> : <span className="quiet small">{state}</span>,
      menu: one.acceptedAt
        ? undefined
        : [{ label: words.takeBack, icon: "cross", danger: true, onSelect: () => void takeBack(one).catch(() => {}) }],
    };
  };
}

function Inviting({ household, close }: { household: Household; close: () => void }) {
  const words = useWords<typeof en>("identity").households;
  const [token, setToken] = useState<string>();
  const form = useForm(invite, { draft: household.id });
  const submit = form.submit(async (body) => {
    const { email, days } = body as { email: string; days?: number };
    const made = await change("identity.invites.create", {
      path: { householdId: household.id },
      body: { email, ...(days !== undefined && { days }) },
      title: email,
      isQuiet: true,
    });
    setToken(made.token);
  });
  return (
    <Sheet open onClose={close} title={words.invite} dirty={form.isDirty && !token}>
      {token ? (
        <Secret secret={token} text={words.token} copy={words.copy} copied={words.copied} />
      ) : (
        <FormBody form={form} onSubmit={submit} label={words.invite}>
          <Text type="email" label={words.email} {...form.input("email")} />
          <NumberField label={words.days} {...form.value<number>("days")} />
        </FormBody>
      )}
    </Sheet>
  );
}

/** The same address can be invited again, so that nothing offers to undo it. */
async function takeBack(one: Invite): Promise<void> {
  const path = { householdId: one.householdId, inviteId: one.id };
  await change("identity.invites.revoke", { path, title: one.email });
  dropRow(one.id);
}
