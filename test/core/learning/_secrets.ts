import { random as seeded } from '../../helpers/random.ts'

/** A text with a secret in it, and what of it must not be left. */
export interface Planted {
  kind: string
  text: string
  secret: string
}

const below = seeded(7)
const pick = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[below(alphabet.length)]).join('')
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const HEX = '0123456789abcdef'
const ALNUM = `${LOWER}${LOWER.toUpperCase()}0123456789`
const alnum = (length: number) => pick(ALNUM, length)
const hex = (length: number) => pick(HEX, length)
const upper = (length: number) => pick(`${LOWER.toUpperCase()}0123456789`, length)

/** Made here, so that no file of the repository holds something that looks like a key. */
const TOKENS: Record<string, string> = {
  'AWS access key id': `AKIA${upper(16)}`,
  'AWS temporary key id': `ASIA${upper(16)}`,
  'GitHub personal token': `ghp_${alnum(36)}`,
  'GitHub server token': `ghs_${alnum(36)}`,
  'GitHub fine-grained token': `github_pat_${alnum(22)}_${alnum(59)}`,
  'GitLab token': `glpat-${alnum(20)}`,
  'GitLab deploy token': `gldt-${alnum(20)}`,
  'Slack bot token': `xoxb-${pick('0123456789', 12)}-${pick('0123456789', 12)}-${alnum(24)}`,
  'Slack app token': `xapp-1-${upper(11)}-${alnum(40)}`,
  'Slack webhook': `https://hooks.slack.com/services/T${upper(8)}/B${upper(8)}/${alnum(24)}`,
  'Stripe live key': `sk_live_${alnum(24)}`,
  'Stripe restricted key': `rk_test_${alnum(24)}`,
  'Stripe webhook secret': `whsec_${alnum(32)}`,
  'OpenAI key': `sk-${alnum(48)}`,
  'OpenAI project key': `sk-proj-${alnum(60)}`,
  'Anthropic key': `sk-ant-api03-${alnum(80)}`,
  'Google API key': `AIza${alnum(35)}`,
  'Google access token': `ya29.${alnum(60)}`,
  'Google client secret': `GOCSPX-${alnum(28)}`,
  'npm token': `npm_${alnum(36)}`,
  'PyPI token': `pypi-AgEIcHlwaS5vcmc${alnum(90)}`,
  JWT: `eyJ${alnum(20)}.eyJ${alnum(60)}.${alnum(43)}`,
  'Hugging Face token': `hf_${alnum(34)}`,
  'DigitalOcean token': `dop_v1_${hex(64)}`,
  'SendGrid key': `SG.${alnum(22)}.${alnum(43)}`,
  'Twilio key': `SK${hex(32)}`,
  'Telegram token': `${pick('123456789', 9)}:AA${alnum(33)}`,
  'Vault token': `hvs.${alnum(90)}`,
  'Docker token': `dckr_pat_${alnum(27)}`,
  'Shopify token': `shpat_${hex(32)}`,
  'crates.io token': `cio${alnum(32)}`,
  'Atlassian token': `ATATT3${alnum(60)}`,
  'Grafana token': `glsa_${alnum(32)}_${hex(8)}`,
}

const key64 = () => Array.from({ length: 12 }, () => pick(`${ALNUM}+/`, 64))

function privateKeys(): Planted[] {
  return ['RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ', ''].flatMap((type) => {
    const lines = key64()
    const begin = `-----BEGIN ${type}PRIVATE KEY-----`
    const end = `-----END ${type}PRIVATE KEY-----`
    const secret = lines[5]!
    return [
      { kind: `${type}private key`, text: `key:\n${[begin, ...lines, end].join('\n')}\ndone`, secret },
      { kind: `${type}private key in JSON`, text: `{"k": "${[begin, ...lines, end].join('\\n')}"}`, secret },
      {
        kind: `${type}private key in a diff`,
        text: [begin, ...lines, end].map((line) => `+${line}`).join('\n'),
        secret,
      },
      { kind: `${type}private key without its end`, text: [begin, ...lines].join('\n'), secret },
      { kind: `${type}private key without its beginning`, text: [...lines.slice(3), end].join('\n'), secret },
    ]
  })
}

/** `{s}` stands for the secret. */
const FORMS: Record<string, string> = {
  'environment file': 'DB_PASSWORD={s}\nDEBUG=1',
  'exported variable': 'export GITHUB_TOKEN={s}',
  'quoted environment variable': 'SECRET_KEY="{s}"',
  'inline environment': 'API_KEY={s} npm test',
  'JSON password': '{"user": "ann", "password": "{s}", "port": 5432}',
  'JSON in JSON': '{"body": "{\\"client_secret\\": \\"{s}\\"}"}',
  'JSON access token': "{'access_token': '{s}', 'expires_in': 3600}",
  'YAML password': 'db:\n  user: ann\n  password: {s}\n  port: 5432',
  'YAML quoted': "  apiKey: '{s}'",
  'TOML secret': 'client_secret = "{s}"',
  'properties file': 'spring.datasource.password={s}',
  'ini file': '[db]\npassword = {s}',
  'Python literal': 'password = "{s}"',
  'Python keyword': 'connect(host="db", password="{s}")',
  'JavaScript literal': "const apiKey = '{s}'",
  'Go literal': 'secretKey := "{s}"',
  'Ruby hash': ':auth_token => "{s}"',
  'CLI flag': 'deploy --password {s} --verbose',
  'CLI flag with equals': 'deploy --api-key={s}',
  'CLI token flag': 'vercel deploy --token {s}',
  'curl user': 'curl -u ann:{s} https://example.org',
  'authorization header': 'Authorization: Bearer {s}',
  'basic authorization header': "-H 'Authorization: Basic {s}'",
  'authorization in JSON': '"authorization": "token {s}"',
  'header of a key': 'X-Api-Key: {s}',
  cookie: 'Set-Cookie: sessionid={s}; HttpOnly',
  'database URL': 'postgres://ann:{s}@db.example.org:5432/shop',
  'git URL': 'https://ann:{s}@github.com/ann/repo.git',
  'token as user of a URL': 'https://{s}@github.com/ann/repo.git',
  'query of a URL': 'GET https://api.example.org/v1?access_token={s}&page=2',
  'connection string': 'Server=db;User Id=ann;Password={s};Encrypt=true',
  'azure storage': 'DefaultEndpointsProtocol=https;AccountName=ann;AccountKey={s};',
  netrc: 'machine api.example.org login ann password {s}',
  npmrc: '//registry.npmjs.org/:_authToken={s}',
  XML: '<settings><password>{s}</password></settings>',
  'list of arguments': "['psql', '--password', '{s}']",
  'prose before a random word': 'The api key is {s} and works',
  'message of an error': 'ValueError: invalid secret "{s}" given',
  Dockerfile: 'ENV AWS_SECRET_ACCESS_KEY={s}',
  'kubernetes literal': '--from-literal=password={s}',
  'traceback value': "settings = {'SECRET_KEY': '{s}', 'DEBUG': True}",
  'repr of a dataclass': "Config(host='db', password='{s}')",
  'trace of a shell': "+ curl -H 'X-Auth-Token: {s}' https://example.org",
  PowerShell: '$env:API_TOKEN = "{s}"',
  'Python bytes': "secret = b'{s}'",
  'YAML block': 'password: |\n  {s}\nport: 1',
  'said in a sentence': 'The password is {s}',
  sshpass: 'sshpass -p {s} ssh host',
  'mysql option': 'mysql -u root -p{s} shop',
  'redis option': 'redis-cli -a {s} ping',
  'docker login': 'docker login -u ann -p {s}',
  openssl: 'openssl rsa -passin pass:{s}',
  'two words in a setting': 'proxy_password {s}',
  'session of AWS': 'AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjE{s}//{s}+{s}==',
  'connection string in JSON': '{"connectionString": "Server=x;Pwd=1{s};"}',
  'digest header': 'Authorization: Digest username="a", response="{s}"',
  'encoded in a URL': 'callback%3Fpassword%3D{s}',
  'pair of attributes': '<add key="ApiKey" value="{s}" />',
  'pair in YAML': '- name: DB_PASSWORD\n  value: {s}',
  'pair in JavaScript': "{ name: 'DB_PASSWORD', value: '{s}' }",
  'Python environment': 'os.environ["API_KEY"] = "{s}"',
  'URL without a user': 'redis://:{s}@cache:6379/0',
  'rust literal': 'let api_key: &str = "{s}";',
  'java property': 'props.setProperty("db.password", "{s}");',
}

export function plantedSecrets(): Planted[] {
  const tokens = Object.entries(TOKENS).flatMap(([kind, secret]) => [
    { kind, text: `got ${secret} from there`, secret },
    { kind: `${kind} in quotes`, text: `const it = '${secret}';`, secret },
    { kind: `${kind} at the end of a path`, text: `https://example.org/x?y=${secret}`, secret },
  ])
  const assigned = Object.entries(FORMS).flatMap(([kind, form]) =>
    [alnum(32), `${alnum(10)}-${alnum(12)}`, `${alnum(20)}+/${alnum(18)}==`].map((secret) => ({
      kind,
      text: form.replaceAll('{s}', secret),
      secret,
    })),
  )
  return [...tokens, ...privateKeys(), ...assigned]
}

/** Passwords that people choose are not random: only what stands before them tells. */
export function weakPasswords(): Planted[] {
  return ['hunter2', 'Sommer2024!', 'letmein', 'pa55word'].flatMap((secret) =>
    Object.entries(FORMS)
      .filter(([kind, form]) => !/token|prose|cookie|bearer|message of/i.test(`${kind} ${form}`))
      .filter(([kind]) => !/authorization|query|header|sentence|two words|trace|session of/.test(kind))
      .map(([kind, form]) => ({ kind: `${kind}, weak`, text: form.replaceAll('{s}', secret), secret })),
  )
}
