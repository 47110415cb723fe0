import { azure } from "./support/mounts/azure";
import { describeMounts } from "./support/mounts/suite";

jest.setTimeout(180_000);

describeMounts(azure);
