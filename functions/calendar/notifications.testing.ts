import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    google: { cannotSucceed: { status: 401, why: "its token follows from a channel that was opened at Google" } },
    outlook: {
      cannotSucceed: {
        status: 400,
        why: "its body is written by Microsoft Graph, and is not described as JSON of ours",
      },
      takesAnyParameter: "Microsoft Graph chooses the parameters, and what refuses one gets no notifications",
    },
  },
});
