import { aws } from "./support/mounts/aws";
import { describeMounts } from "./support/mounts/suite";

jest.setTimeout(240_000);

describeMounts(aws);
