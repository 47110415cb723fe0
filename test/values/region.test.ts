import { isRegionName } from "../../lib/core/aws-region";

test.each([
  ...["us-east-1", "us-west-2", "ap-southeast-5", "ap-northeast-3", "me-central-1", "il-central-1", "mx-central-1"],
  ...["cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-iso-east-1", "us-isob-west-1", "eu-isoe-west-1"],
  ...["us-isof-south-1", "eusc-de-east-1"],
])("%s is the name of a region", (name) => {
  expect(isRegionName(name)).toBe(true);
});

test.each([
  "eu-wst-1",
  "eu-west",
  "eu-west-1a",
  "euwest-1",
  "eu-west-1 ",
  "EU-WEST-1",
  "us-gvo-west-1",
  "europe-west1",
])("%s is none", (name) => {
  expect(isRegionName(name)).toBe(false);
});
