import { hexToBytes } from "@noble/hashes/utils.js";
import { ajvValidator, sha256 } from "../model/index.ts";
import type { Ids, Store } from "../ports/index.ts";
import { randomIds, systemClock } from "../store/system.ts";
import { verify } from "../audit/verify.ts";
import { act } from "./act.ts";
import { answer } from "./answer.ts";
import { renameDraft, saveDraft } from "./change-draft.ts";
import { choices } from "./choices.ts";
import { claim, release } from "./claim.ts";
import { Compiler } from "./compiler.ts";
import { Definitions } from "./definitions.ts";
import { copies, markRead } from "./copies.ts";
import { createDraft } from "./create-draft.ts";
import { deploy } from "./deploy.ts";
import { PackDirectory } from "./directory.ts";
import { done, inbox } from "./desk.ts";
import { draft, drafts } from "./drafts.ts";
import { discardDraft, restoreDraft } from "./discard-draft.ts";
import { explain } from "./explain.ts";
import { changes, journal } from "./journal.ts";
import { handOver, handOvers } from "./hand-over.ts";
import { cases, effects, notices } from "./lists.ts";
import { Loop } from "./loop.ts";
import { measures } from "./measures.ts";
import { markMessagesRead, messages } from "./messages.ts";
import { open } from "./open.ts";
import { packOf, procedures } from "./procedures.ts";
import { appointProxy, endProxy, proxies } from "./proxies.ts";
import { publishDraft } from "./publish-draft.ts";
import { read } from "./read.ts";
import { publicRegister, register, registers } from "./registers.ts";
import { resume } from "./resume.ts";
import { retry } from "./retry.ts";
import type { Runtime } from "./runtime.ts";
import { send } from "./send.ts";
import { Staffing } from "./staffing.ts";
import { suspend } from "./suspend.ts";
import { TaskCache } from "./task-cache.ts";
import { tick } from "./tick.ts";
import { titles } from "./titles.ts";
import type { Engine, EngineOptions } from "./types.ts";
import { packFiles, version, versions } from "./versions.ts";
import { withdraw } from "./withdraw.ts";

/**
 * Opens the engine over a store. It is ready at once; `start` lets it tick by itself. `close` waits for what is under way and
 * closes the store; afterwards every verb throws.
 *
 * What a person does wrong is a {@link Refused} answer; misuse by the program throws.
 *
 * @example
 * const engine = await openEngine({ store: libsql({ path: "cases.db" }) });
 * await engine.deploy(pack, { by: { id: "admin", roles: ["administrator"] } });
 * const opened = await engine.open({ procedure: "petition", by: "resident-1", data: { about: "a street lamp" } });
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const {
    store,
    clock = systemClock,
    ids = randomIds,
    connectors = {},
    subscriptions = [],
    compiler = new Compiler(options.validator ?? ajvValidator()),
  } = options;
  const { validator } = compiler;
  for (const { connector } of subscriptions)
    if (!Object.hasOwn(connectors, connector))
      throw new RangeError(`a subscription names the connector “${connector}”, which is not there`);
  const definitions = new Definitions(compiler);
  const onError = options.onError ?? ((fault: unknown) => console.error(fault));
  const packDirectory = new PackDirectory();
  const directory = options.directory ?? packDirectory;
  const staffing = new Staffing(directory);
  const loadDirectory = async () => {
    staffing.clear();
    if (directory === packDirectory) await packDirectory.load(store.reader, definitions, onError);
  };
  await loadDirectory();
  const loop = new Loop(() => runtime);
  const runtime: Runtime = {
    store,
    clock,
    ids,
    directory,
    connectors,
    subscriptions,
    validator,
    digest: store.digest ?? sha256,
    definitions,
    secret: await secretOf(store, ids),
    tasks: new TaskCache(),
    staffing,
    committed: (news) => loop.committed(news),
    deployed: loadDirectory,
    onError,
  };
  await definitions.prepare(store.reader, onError);
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  /** A verb that the engine waits for before it closes. */
  const verb =
    <Asked extends unknown[], Given>(act: (runtime: Runtime, ...asked: Asked) => Promise<Given>) =>
    (...asked: Asked): Promise<Given> => {
      if (closing.signal.aborted) throw new Error("The engine is closed");
      const running = act(runtime, ...asked);
      underWay.add(running);
      // Functions without names: this is on the way of every command.
      running.then(
        () => underWay.delete(running),
        () => underWay.delete(running),
      );
      return running;
    };

  return {
    deploy: verb(deploy),
    open: verb(open),
    send: verb(send),
    act: verb(act),
    handOver: verb(handOver),
    handOvers: verb(handOvers),
    appointProxy: verb(appointProxy),
    endProxy: verb(endProxy),
    proxies: verb(proxies),
    copies: verb(copies),
    markRead: verb(markRead),
    messages: verb(messages),
    markMessagesRead: verb(markMessagesRead),
    claim: verb(claim),
    release: verb(release),
    suspend: verb(suspend),
    resume: verb(resume),
    withdraw: verb(withdraw),
    answer: verb(answer),
    read: verb(read),
    cases: verb(cases),
    inbox: verb(inbox),
    done: verb(done),
    journal: verb(journal),
    explain: verb(explain),
    choices: verb(choices),
    titles: verb(titles),
    changes: (query) => changes(runtime, query, closing.signal),
    measures: verb(measures),
    register: verb(register),
    publicRegister: verb(publicRegister),
    registers: verb(registers),
    notices: verb(notices),
    effects: verb(effects),
    retry: verb(retry),
    packs: verb(() => store.reader.packs()),
    procedures: verb(procedures),
    pack: verb(packOf),
    drafts: verb(drafts),
    draft: verb(draft),
    createDraft: verb(createDraft),
    saveDraft: verb(saveDraft),
    renameDraft: verb(renameDraft),
    discardDraft: verb(discardDraft),
    restoreDraft: verb(restoreDraft),
    publishDraft: verb(publishDraft),
    versions: verb(versions),
    version: verb(version),
    packFiles: verb(packFiles),
    person: verb((_, id: string) => runtime.directory.person(id)),
    people: verb((_, { search, limit = 50 }: { search?: string; limit?: number } = {}) =>
      runtime.directory.people({ ...(search === undefined ? {} : { search }), limit }),
    ),
    counts: verb(() => store.reader.counts()),
    now: () => clock.now(),
    tick: verb(tick),
    start: () => loop.start(),
    verify: verb((_, query?: Parameters<Engine["verify"]>[0]) =>
      verify(
        {
          reader: store.reader,
          definitions,
          validator,
          atOnce: (read) => store.transact((tx) => read(tx)),
        },
        query,
      ),
    ),
    backup: verb((_, path: string) => store.backup(path)),
    async close() {
      closing.abort();
      await loop.close();
      await Promise.allSettled(underWay);
      await store.close();
    },
  };
}

const secretSetting = "secret";

/** The key of the hash that compares bodies, made once for a store. Ids are unguessable, and so is what is made of them. */
async function secretOf(store: Store, ids: Ids): Promise<Uint8Array> {
  const secret = await store.transact(async (tx) => {
    const known = await tx.setting(secretSetting);
    if (known !== null) return known;
    const made = sha256(Array.from({ length: 8 }, () => ids.next()).join());
    await tx.setSetting(secretSetting, made);
    return made;
  });
  return hexToBytes(secret);
}
