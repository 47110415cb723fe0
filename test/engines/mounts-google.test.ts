import { google } from "./support/mounts/google";
import { describeMounts } from "./support/mounts/suite";

jest.setTimeout(180_000);

describeMounts(google);
