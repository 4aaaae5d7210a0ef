/** Who belongs to a household. Whoever runs it gives roles and removes; everybody may leave. */
import update from "contract:identity.households.update";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { dropRow } from "#console/data/queries.ts";
import { useSession } from "#console/data/session.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import type { MenuItem } from "#console/ui/Menu.tsx";
import { Row, Section, Stack } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { Sure } from "#console/ui/Sure.tsx";
import { useWords } from "#console/words/words.ts";
import { Invites } from "./Invites.tsx";
import type { Household } from "./rows.ts";
import type en from "./words.en.ts";

type Member = RowOf<"identity.members.list">;

export function Members({ household }: { household: Household }) {
  const words = useWords<typeof en>("identity").households;
  const { me } = useSession();
  const path = { householdId: household.id };
  const members = useList("identity.members.list", { path });
  const [removing, setRemoving] = useState<Member>();
  const [isLeaving, setLeaving] = useState(false);
  const [isRenaming, setRenaming] = useState(false);
  const all = Array.from({ length: members.count }, (_, at) => members.at(at)).filter((one) => one !== undefined);
  const mine = all.find(({ userId }) => userId === me?.id);
  const admins = all.filter(({ role }) => role === "admin");
  /** Members without a name are told apart by their places in the list. */
  const nameOf = (member: Member) => member.name ?? words.unnamed(all.findIndex(({ id }) => id === member.id) + 1);
  const isLastAdmin = mine?.role === "admin" && admins.length === 1;
  return (
    <Stack>
      <Section
        title={<span dir="auto">{household.name}</span>}
        more={
          <Row>
            <Button small icon="pencil" onClick={() => setRenaming(true)}>
              {words.rename}
            </Button>
            <Button small icon="exit" why={isLastAdmin && words.lastAdmin} onClick={() => setLeaving(true)}>
              {words.leave}
            </Button>
          </Row>
        }
      >
        <List
          label={words.members}
          rows={members}
          keyOf={({ id }) => id}
          item={useItem({ mine, isLastAdmin, nameOf, remove: setRemoving })}
          empty={<Empty icon="people" title={words.empty} />}
        />
        {removing && (
          <Sure
            title={words.removeTitle(nameOf(removing))}
            text={words.removeText}
            action={words.remove}
            close={() => setRemoving(undefined)}
            run={() => removeMember(removing, words.removed)}
          />
        )}
        {isLeaving && (
          <Sure
            title={words.leaveTitle(household.name)}
            text={words.leaveText}
            action={words.leave}
            close={() => setLeaving(false)}
            run={async () => {
              await change("identity.members.leave", { path, title: household.name });
              dropRow(household.id);
            }}
          />
        )}
        {isRenaming && <Rename household={household} close={() => setRenaming(false)} />}
      </Section>
      {/* Once it is known how high the members are, so that it does not jump. */}
      {members.state !== "loading" && <Invites household={household} />}
    </Stack>
  );
}

interface ItemOptions {
  mine: Member | undefined;
  isLastAdmin: boolean;
  nameOf: (member: Member) => string;
  remove: (member: Member) => void;
}

function useItem({ mine, isLastAdmin, nameOf, remove }: ItemOptions): (member: Member) => Item {
  const words = useWords<typeof en>("identity").households;
  return (member) => {
    const name = nameOf(member);
    const isMe = member.id === mine?.id;
    const next = member.role === "admin" ? "member" : "admin";
    const menu: MenuItem[] = [
      {
        label: next === "admin" ? words.makeAdmin : words.makeMember,
        icon: "shield",
        why: isMe && isLastAdmin && words.lastAdmin,
        onSelect: () => void giveRole(member, next, name).catch(() => {}),
      },
      ...(isMe
        ? []
        : [{ label: words.remove, icon: "cross", danger: true, onSelect: () => remove(member) } satisfies MenuItem]),
    ];
    return {
      name,
      title: isMe ? words.you(name) : name,
      lead: <Glyph icon="person" of="people" />,
      end: <Tag>{words.roles[member.role]}</Tag>,
      menu: mine?.role === "admin" ? menu : undefined,
    };
  };
}

function Rename({ household, close }: { household: Household; close: () => void }) {
  const words = useWords<typeof en>("identity").households;
  const form = useForm(update, { values: household, draft: household.id });
  const submit = form.submit(async (body, row) => {
    const path = { householdId: household.id };
    await change("identity.households.update", { path, body, row, title: household.name, isQuiet: true });
    close();
  });
  return (
    <Sheet open onClose={close} title={words.rename} dirty={form.isDirty}>
      <FormBody form={form} onSubmit={submit}>
        <Text label={words.name} {...form.input("name")} />
      </FormBody>
    </Sheet>
  );
}

const pathOf = ({ id, householdId }: Member) => ({ householdId, memberId: id });

const giveRole = (member: Member, role: Member["role"], title: string) =>
  change("identity.members.update", { path: pathOf(member), body: { role }, row: member, title });

/** Whoever was removed has to be invited again, so that nothing offers to undo it. */
async function removeMember(member: Member, text: string): Promise<void> {
  await change("identity.members.remove", { path: pathOf(member), title: text });
  dropRow(member.id);
  notify({ kind: "done", text });
}
