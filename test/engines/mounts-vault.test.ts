import { describeMounts } from "./support/mounts/suite";
import { vault } from "./support/mounts/vault";

jest.setTimeout(180_000);

describeMounts(vault);
