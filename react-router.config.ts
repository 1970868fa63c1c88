import type { Config } from '@react-router/dev/config';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export default {
  appDirectory: 'web',
  buildDirectory: 'build',
  // Who may post here is decided once, in src/http, which also knows our address behind a proxy.
  allowedActionOrigins: ['**'],
  buildEnd: compressAssets,
} satisfies Config;

/** The server sends these in place of the plain files to browsers that take them. */
async function compressAssets(): Promise<void> {
  const brotli = promisify(brotliCompress);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  for await (const file of glob('build/client/**/*.{js,css,svg,wasm}')) {
    const plain = await readFile(file);
    await writeFile(`${file}.br`, await brotli(plain, { params }));
    await writeFile(`${file}.gz`, await promisify(gzip)(plain));
  }
}
