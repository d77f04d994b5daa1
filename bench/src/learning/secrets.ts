import { createHash } from 'node:crypto'

const letters = (seed: string, length: number) =>
  createHash('sha512')
    .update(seed)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, length)

/** What must not be found in anything that is kept. Made here, so that no file holds something like a key. */
export const SECRETS = {
  awsKey: `AKIA${letters('aws', 40).toUpperCase().slice(0, 16)}`,
  awsSecret: letters('aws secret', 40),
  githubToken: `ghp_${letters('github', 36)}`,
  slackToken: `xoxb-${letters('slack', 40)}`,
  stripeKey: `sk_live_${letters('stripe', 24)}`,
  npmToken: `npm_${letters('npm', 36)}`,
  jwt: `eyJ${letters('head', 20)}.eyJ${letters('body', 60)}.${letters('sign', 43)}`,
  databasePassword: 'Tulpen-im-Mai-77',
  indexPassword: letters('index', 20),
  apiKey: letters('api', 32),
  sessionCookie: letters('cookie', 32),
  privateKey: letters('private', 64),
  bearer: letters('bearer', 40),
  weakPassword: 'hunter2022',
}
