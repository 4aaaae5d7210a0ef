export default {
  tasks: { title: "Tasks" },
};
