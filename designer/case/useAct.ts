import { App } from "antd";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { JsonObject } from "../../engine/model/types.ts";
import { ask, ServerProblem } from "../api/client.ts";
import { refresh } from "../api/live.ts";
import type { Accepted, CaseView } from "../api/types.ts";
import { useStandingIn } from "../app/StandingIn.tsx";
import { useWords } from "../words/i18n.ts";

/** Does a common act in a case, as it was read; says that it is done, or why not. */
export function useAct({ case: { id, revision } }: CaseView, done: () => void) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const standingIn = useStandingIn();
  return useMutation({
    mutationFn: ({ name, payload }: { name: string; payload: JsonObject }) =>
      ask<Accepted>(`/api/v1/cases/${encodeURIComponent(id)}/acts`, {
        method: "POST",
        standingIn,
        body: { act: name, payload },
        revision,
      }),
    onSuccess: (_, { name }) => {
      done();
      void message.success(t("action.done", { action: t(`act.${name}`) }));
    },
    onError: (error) =>
      void message.error(error instanceof ServerProblem ? say(error.problem.message) : t("state.fault")),
    onSettled: () => refresh(client, [{ case: id }]),
  });
}
