/** What is dragged from one part of a page to another, such as a file into a folder. The same is in a menu, for keys and fingers. */
import { type DragEvent, useState } from "react";

/** What it is, as a media type of the console's own, and the text by which it is known where it is dropped. */
export interface Dragged {
  type: string;
  text: string;
}

export interface Taking {
  type: string;
  onDrop: (text: string) => void;
}

export const draggedBy = ({ type, text }: Dragged) => ({
  onDragStart: ({ dataTransfer }: DragEvent) => {
    dataTransfer.effectAllowed = "move";
    dataTransfer.setData(type, text);
  },
});

/** For an element on which something can be let go: its handlers, and whether it would be let go there now. */
export function useTaking(taking: Taking | undefined) {
  const [isOver, setOver] = useState(false);
  if (!taking) return { isOver: false, handlers: {} };
  const { type, onDrop } = taking;
  const isOfType = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(type);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!isOfType(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      if (!isOfType(event)) return;
      event.preventDefault();
      setOver(false);
      onDrop(event.dataTransfer.getData(type));
    },
  };
  return { isOver, handlers };
}
