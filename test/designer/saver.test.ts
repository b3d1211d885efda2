import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Saver } from "../../designer/editor/drafts/saver.ts";

/** A server that keeps one text, and says no where the revision is not its own. */
function server() {
  let answer: ((fault?: string) => void)[] = [];
  const kept = { content: "", revision: 1, puts: [] as string[] };
  const timers: (() => void)[] = [];
  const states: string[] = [];
  const saver = new Saver<string>({
    revision: 1,
    put: (content, over) =>
      new Promise((resolve, reject) => {
        answer.push((fault) => {
          if (fault !== undefined) return reject(new Error(fault));
          if (over !== kept.revision) return reject(new Error("conflict"));
          kept.content = content;
          kept.puts.push(content);
          resolve(++kept.revision);
        });
      }),
    judge: (fault) => (fault as Error).message as "offline" | "conflict" | "refused",
    later(call) {
      timers.push(call);
      return () => void timers.splice(timers.indexOf(call), 1);
    },
    changed: () => states.push(saver.state().state),
  });
  const settle = async () => {
    for (let n = 0; n < 20; n++) await Promise.resolve();
  };
  return {
    saver,
    kept,
    states,
    timers,
    /** Lets the time come that something waits for. */
    async ring() {
      timers.splice(0).forEach((call) => call());
      await settle();
    },
    /** Answers what is asked. */
    async reply(fault?: "offline" | "conflict" | "refused") {
      answer.splice(0).forEach((one) => one(fault));
      await settle();
    },
  };
}

describe("saving by itself", () => {
  it("saves once, a moment after the last of several changes", async () => {
    const { saver, kept, states, timers, ring, reply } = server();
    for (const text of ["a", "ab", "abc"]) saver.change(text);
    expect(timers).toHaveLength(1);
    await ring();
    await reply();
    expect(kept.puts).toEqual(["abc"]);
    expect(states).toEqual(["unsaved", "saving", "saved"]);
    expect(saver.state().revision).toBe(2);
  });

  it("saves one after the other: what changes meanwhile is saved next, over the revision that came of it", async () => {
    const { saver, kept, ring, reply } = server();
    saver.change("a");
    await ring();
    saver.change("ab");
    expect(saver.state().state).toBe("saving");
    await reply();
    expect(saver.state().state).toBe("unsaved");
    await ring();
    await reply();
    expect(kept.puts).toEqual(["a", "ab"]);
    expect(saver.state().state).toBe("saved");
  });

  it("tries again with the latest while the server is away", async () => {
    const { saver, kept, ring, reply } = server();
    saver.change("a");
    await ring();
    await reply("offline");
    expect(saver.state().state).toBe("offline");
    saver.change("ab");
    expect(saver.state().state).toBe("offline");
    await ring();
    await reply("offline");
    await ring();
    await reply();
    expect(kept.content).toBe("ab");
    expect(saver.state().state).toBe("saved");
  });

  it("stops at a conflict, keeps what is typed on, and saves it only over what was looked at", async () => {
    const { saver, kept, timers, ring, reply } = server();
    kept.revision = 2;
    kept.content = "theirs";
    saver.change("mine");
    await ring();
    await reply();
    expect(saver.state().state).toBe("conflict");
    saver.change("mine too");
    await saver.flush();
    expect([kept.content, timers.length]).toEqual(["theirs", 0]);
    saver.resume(2, "mine too");
    await reply();
    expect([kept.content, saver.state().state, saver.state().revision]).toEqual(["mine too", "saved", 3]);
  });

  it("says that something is not taken, and tries the next change", async () => {
    const { saver, kept, ring, reply } = server();
    saver.change("too much");
    await ring();
    await reply("refused");
    expect(saver.state()).toMatchObject({ state: "refused", fault: new Error("refused") });
    saver.change("less");
    await ring();
    await reply();
    expect(kept.content).toBe("less");
  });

  it("never overwrites what it has not seen, and in the end the server has what was typed last or it says that it has not", async () => {
    type Step = { do: "type" | "ring" | "ok" | "offline" | "other" | "flush" };
    const steps = fc.array(
      fc.record<Step>({
        do: fc.constantFrom("type", "type", "ring", "ok", "ok", "offline", "other", "flush"),
      }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const { saver, kept, ring, reply } = server();
        let typed = "";
        let others = 0;
        for (const [n, step] of list.entries()) {
          if (step.do === "type") saver.change((typed = `t${n}`));
          if (step.do === "ring") await ring();
          if (step.do === "ok") await reply();
          if (step.do === "offline") await reply("offline");
          if (step.do === "flush") void saver.flush();
          if (step.do === "other") {
            kept.revision++;
            kept.content = `other${++others}`;
            kept.puts.push(kept.content);
          }
        }
        for (let n = 0; n < 6; n++) {
          await ring();
          await reply();
        }
        const { state } = saver.state();
        if (state === "saved" && typed !== "" && others === 0) expect(kept.content).toBe(typed);
        if (state !== "saved") expect(state).toBe("conflict");
        // After somebody else has saved, nothing of ours follows without being told to.
        const first = kept.puts.findIndex((text) => text.startsWith("other"));
        if (first >= 0) expect(kept.puts.slice(first).filter((text) => text.startsWith("t"))).toEqual([]);
      }),
    );
  });
});
