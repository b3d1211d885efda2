import { App } from "antd";
import { ServerProblem } from "../../api/client.ts";
import { useWords } from "../../words/i18n.ts";

/** Tells what did not succeed, in the server's words. */
export function useFaults(): (fault: unknown) => void {
  const { t, say } = useWords();
  const { message } = App.useApp();
  return (fault) =>
    void message.error(fault instanceof ServerProblem ? say(fault.problem.message) : t("state.fault"));
}
