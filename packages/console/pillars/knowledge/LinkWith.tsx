/** Links an entity with any row by what that is called. */
import { change } from "#console/data/change.ts";
import type { Answer, Body } from "#console/data/client.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { queries } from "#console/data/queries.ts";
import { findRows } from "#console/frame/find.ts";
import { textOf } from "#console/frame/navigation.ts";
import { Combobox } from "#console/ui/Combobox.tsx";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Entity = Answer<"knowledge.entities.get">;
type Type = Body<"knowledge.links.create">["fromType"];

const SHOWN = 8;

export default function LinkWith({ entity }: { entity: Entity }) {
  const words = useWords<typeof en>("knowledge").entity;
  const place = usePlace();
  const search = async (typed: string) => {
    if (typed.trim() === "") return [];
    const found = await findRows(typed, SHOWN);
    return found
      .filter(({ id }) => id !== entity.id)
      .map(({ type, id, title, entity: row }) => ({
        value: `${type} ${id}`,
        label: title,
        sub: textOf(row.label, place),
      }));
  };
  const join = async (value: string, title: string) => {
    const [fromType, fromId] = value.split(" ") as [Type, string];
    await change("knowledge.links.create", { body: { fromType, fromId, toType: "entity", toId: entity.id }, title });
    await beginListsAnew("knowledge.backlinks");
    await queries.invalidateQueries({ queryKey: ["knowledge.entities.neighbours"] });
  };
  return (
    <Combobox
      label={words.linkWith}
      help={words.linkWithHelp}
      search={search}
      value={null}
      // Why it cannot be linked, such as that it is already, is told by the change.
      onChange={(option) => option && void join(option.value, option.label).catch(() => {})}
    />
  );
}
