import type { Blueprint } from "../core/blueprint";
import type { Context } from "../core/parts";
import { Share } from "../core/share";
import { describeAppKeys } from "../engine/app-keys";
import { checkAdopted } from "../engine/adopted-rules";
import { checkKeys } from "../engine/key-rules";
import { Delivery } from "../delivery/delivery";
import { assemble, describeParts, isRight, type Reader } from "../engine/assemble";
import { checkClass } from "../stores/classes";
import { adoptedKeys } from "../engine/mounted-keys";
import type { MendixSecretStoreEnvironmentProps } from "./props";
import {
  emptyApp,
  incompleteBlueprint,
  isComplete,
  isMistyped,
  reportUnreadable,
  safely,
  textOf,
} from "../engine/safely";
import { retired } from "../engine/retired";
import { checkNames, checkSubject } from "../engine/subject-rules";
import { refuseSecretTexts } from "../engine/secret-rules";
import { refuseUnusable } from "../engine/usable-values";
import { assertTypes } from "../core/prop-types";

/**
 * Everything that is known about an environment before a construct exists. Pure: it creates nothing, loads no
 * provider binding, and gives the same blueprint for the same props. Wrong props are problems in it, never an error.
 */
export function describeEnvironment(props: MendixSecretStoreEnvironmentProps): Blueprint {
  const own = new Share();
  if (!refuseUnusable(own, props) || !isComplete(own, props)) return incompleteBlueprint(props, own);
  try {
    assertTypes("", props, {
      constants: "map",
      runtimeSettings: "map",
      namedAs: "map",
      takeOver: "list",
      retired: "flag",
    });
    checkSubject(own, props);
    if (props.namedAs) checkNames(own, props.namedAs);
    const reader = readerOf(props, own);
    const shares = describeParts(reader);
    refuseSecretTexts(own, props, shares.all);
    const { values } = reader;
    const keys = {
      declared: shares.keys,
      adopted: adoptedKeys(shares.keys, shares.store.entries),
      assumed: shares.assumed,
    };
    checkKeys(own, keys);
    const parts = values.flatMap(({ adopted }) => adopted);
    checkAdopted(own, keys, parts, reader.context.versions);
    // What a class is made of is reported where it is declared; the finished one is held to its provider's parser.
    if (isRight(shares.all)) checkClass(own, shares.store.mount);
    const blueprint = assemble(reader, shares);
    return props.retired === true ? retired(blueprint) : blueprint;
  } catch (error) {
    if (!isMistyped(error)) throw error;
    reportUnreadable(own, "the environment", error);
    return incompleteBlueprint(props, own);
  }
}

function readerOf(props: MendixSecretStoreEnvironmentProps, own: Share): Reader {
  const { cluster, versions, identity, store, database, storage, app } = props;
  // A name that is no text was reported; the other parts are still looked at.
  const [name, namespace] = [textOf(props.name), textOf(props.namespace)];
  const subject = { cluster, namespace, name, ...(props.namedAs ? { namedAs: props.namedAs } : {}) };
  const { takeOver } = props;
  const context: Context = { subject, versions, identity, store, reader: "driver", ...(takeOver ? { takeOver } : {}) };
  const none = () => new Share();
  return {
    context,
    own,
    values: [
      database ? safely("database", () => database.describe(context), none) : none(),
      storage ? safely("storage", () => storage.describe(context), none) : none(),
      safely("constants", () => describeAppKeys(props), none),
    ],
    store,
    identity,
    app: safely("app", () => app.describe(context), emptyApp),
    delivery: props.delivery ?? Delivery.terraform(),
  };
}
