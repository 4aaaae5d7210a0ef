import { setAppearance, useAppearance } from "#console/data/appearance.ts";
import { useSession } from "#console/data/session.ts";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Switch } from "#console/ui/Switch.tsx";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import { actionsOf } from "./commands.ts";

/** All keys there are, and the switch that turns the single ones off. */
export default function KeysHelp({ close }: { close: () => void }) {
  const words = useFrameWords();
  const { hasKeys } = useAppearance();
  const isAdmin = useSession().me?.role === "admin";
  const actions = actionsOf(usePlace(), isAdmin).filter(({ keys }) => keys !== undefined);
  const names = words.keyNames;
  const inLists = words.listKeyNames;
  return (
    <Dialog open onClose={close} title={words.keys} wide>
      <Switch
        label={words.keysOn}
        help={words.keysHelp}
        checked={hasKeys}
        onChange={(on) => setAppearance({ hasKeys: on })}
      />
      <div className="keys-columns">
        <Keys
          title={words.everywhere}
          rows={[
            ["/", names.search],
            ["?", names.help],
            ["z", names.undo],
            ["F6", names.notices],
            ...actions.filter(({ kind }) => kind === "command").map(({ keys, label }) => [keys!, label] as const),
          ]}
        />
        <Keys
          title={words.pages}
          rows={actions.filter(({ kind }) => kind === "page").map(({ keys, label }) => [keys!, label] as const)}
        />
        <Keys
          title={words.listKeys}
          rows={[
            ["j k", inLists.move],
            ["x", inLists.select],
            ["Enter", inLists.open],
            ["Space", inLists.check],
            ["← →", inLists.inside],
            ["Alt ↑ ↓", inLists.reorder],
            ["Shift Delete", inLists.delete],
          ]}
        />
      </div>
    </Dialog>
  );
}

function Keys({ title, rows }: { title: string; rows: readonly (readonly [keys: string, label: string])[] }) {
  if (rows.length === 0) return null;
  return (
    <section className="keys">
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, label]) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
