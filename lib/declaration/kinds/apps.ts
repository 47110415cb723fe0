import { z } from "zod";
import { App } from "../../kubernetes/app";
import { DtapMode } from "../../kubernetes/app-runtime";
import type { StandaloneAppProps } from "../../kubernetes/standalone-app";
import { choice, kind, number, props, text } from "../shape";

const standalone = kind(
  "App.standalone",
  props<Pick<StandaloneAppProps, "sourceUrl" | "appUrl" | "replicas" | "dtapMode">>("StandaloneAppProps", {
    sourceUrl: text("oci-image://registry.example.com/orders:1.4.2").exactOptional(),
    appUrl: text("orders.example.com").exactOptional(),
    replicas: number({ minimum: 0, example: 2 }).exactOptional(),
    dtapMode: z.enum(DtapMode).exactOptional(),
  }),
  (given) => App.standalone(given),
);

const connected = kind("App.connected", props<object>("object", {}), () => App.connected());

/** Who owns the MendixApp: one line for each kind. */
export const app = choice<App>({ standalone, connected });
