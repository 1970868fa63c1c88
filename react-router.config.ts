import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'web',
  buildDirectory: 'build',
  // Who may post here is decided once, in src/http, which also knows our address behind a proxy.
  allowedActionOrigins: ['**'],
} satisfies Config;
