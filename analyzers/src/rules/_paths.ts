const TEST_FOLDER =
  /(?:^|\/)(?:tests?|testing|testdata|__tests__|specs?|e2e|fixtures?|__fixtures__|__mocks__|mocks?|examples?|samples?|demos?|docs?|benchmarks?|bench)\//i
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*|tests?|conftest|[^/]*(?:[._-](?:tests?|spec|mock|stories|fixture)|[a-z0-9](?:Tests?|Spec)))\.\w+$/
const GENERATED_FILE =
  /(?:^|\/)(?:node_modules|vendor|vendored|third_party|_vendor|generated|migrations|locales?|i18n|l10n|translations)\/|[._-](?:min|generated|g|pb|pb2|designer)\.\w+$|_pb2(?:_grpc)?\.py$/i

/** Tests, fixtures, examples and documentation: what they hold is not what runs for users. */
export function isTestPath(path: string): boolean {
  return TEST_FOLDER.test(path) || TEST_FILE.test(path)
}

/** Written by a program, or by somebody else: nobody edits it by hand here. */
export function isGeneratedPath(path: string): boolean {
  return GENERATED_FILE.test(path)
}
