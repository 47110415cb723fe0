import { App } from "../../app/app";
import type { ConnectedAppProps } from "../../app/connected-app";
import { namespaceShape, standaloneApp } from "../kubernetes/standalone-app";
import { choice, kind, props } from "../shape";

const standalone = kind("App.standalone", standaloneApp, (given) => App.standalone(given));

const connected = kind("App.connected", props<ConnectedAppProps>("NamespaceProps", namespaceShape), (given) =>
  App.connected(given),
);

/** Who owns the MendixApp: one line for each kind. */
export const app = choice<App>({ standalone, connected });
