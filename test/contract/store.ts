import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "../../engine/ports/index.ts";
import { agreesWithModel } from "./agreement.ts";
import { casesContract } from "./cases.ts";
import { draftsContract } from "./drafts.ts";
import { effectsContract } from "./effects.ts";
import { journalContract } from "./journal.ts";
import { othersContract } from "./others.ts";
import { pagesContract } from "./pages.ts";
import { tasksContract } from "./tasks.ts";
import { transactionsContract } from "./transactions.ts";
import { valuesContract } from "./values.ts";

/** A store to be held to the contract, empty. `close` leaves nothing of it behind. */
export interface Subject {
  store: Store;
  close(): Promise<void>;
}

/** What every store has to do, whatever is below it: called once for each, by a test file of its own. */
export function storeContract(name: string, make: () => Promise<Subject>): void {
  describe(`the contract of a store: ${name}`, () => {
    let subject: Subject;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());
    const current = () => subject.store;

    transactionsContract(current);
    valuesContract(current);
    casesContract(current);
    journalContract(current);
    tasksContract(current);
    effectsContract(current);
    othersContract(current);
    draftsContract(current);
    pagesContract(current);
    agreesWithModel(make);
  });
}
