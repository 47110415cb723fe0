import { SecretValue } from "../../lib";
import type { ValueRow } from "./rows";

export const VALUES: readonly ValueRow[] = [
  {
    title: "variable",
    knownElsewhere: true,
    make: ({ revision }) => SecretValue.fromVariable({ revision }),
  },
  {
    title: "ephemeral",
    knownElsewhere: true,
    make: ({ revision }, { ephemeral }) => SecretValue.fromEphemeral(ephemeral, { revision }),
  },
  {
    title: "generated",
    knownElsewhere: false,
    make: ({ flag }) => SecretValue.generated(flag ? { length: 128 } : {}),
  },
  { title: "external", knownElsewhere: true, make: () => SecretValue.external() },
  {
    title: "existing",
    knownElsewhere: true,
    make: (draw, { existing }) => SecretValue.external(existing(draw)),
  },
];
