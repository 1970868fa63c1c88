#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startSandbox } from './serve.ts';

const usage =
  'zoom-sandbox --client-id ID --client-secret SECRET --redirect-uri URL [--redirect-uri URL …]\n' +
  '  [--port 3001] [--hostname 127.0.0.1] [--base-url URL] [--app-name NAME]\n' +
  '  [--webhook-url URL] [--webhook-secret SECRET] [--state-file FILE]';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3001' },
    hostname: { type: 'string' },
    'base-url': { type: 'string' },
    'app-name': { type: 'string' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'redirect-uri': { type: 'string', multiple: true },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string' },
    'state-file': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const clientId = values['client-id'];
const clientSecret = values['client-secret'];
const redirectUris = values['redirect-uri'];

if (values.help || !clientId || !clientSecret || !redirectUris) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const optional = {
  hostname: values.hostname,
  baseUrl: values['base-url'],
  appName: values['app-name'],
  webhookUrl: values['webhook-url'],
  webhookSecret: values['webhook-secret'],
  stateFile: values['state-file'],
};
const given = Object.fromEntries(
  Object.entries(optional).filter(([, value]) => value !== undefined),
);

const sandbox = await startSandbox({
  port: Number(values.port),
  clientId,
  clientSecret,
  redirectUris,
  ...given,
});
console.log(`Zoom sandbox (not Zoom) on ${sandbox.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close());
}
