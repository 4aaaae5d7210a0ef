/** What many pages say. */
export default {
  save: "Save",
  cancel: "Cancel",
  delete: "Delete",
  undo: "Undo",
  retry: "Try again",
  close: "Close",
  more: "More",
  loading: "Loading",
};
