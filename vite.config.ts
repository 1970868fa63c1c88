import { reactRouter } from '@react-router/dev/vite';
import { defineConfig, type Plugin } from 'vite';

/**
 * The server runs src/ as written, so the pages must reach the very same modules: a second copy in
 * the bundle would hold another context key and another domain. Node resolves `#…` at run time.
 */
function houseStaysOutside(): Plugin {
  return {
    name: 'parley:house-stays-outside',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!id.startsWith('#') || importer?.includes('/node_modules/')) return undefined;
      if (this.environment.name === 'client') {
        throw new Error(
          `${importer} brings ${id} to the browser. Use it in loaders and actions only.`,
        );
      }
      return { id, external: true };
    },
  };
}

export default defineConfig({
  plugins: [houseStaysOutside(), reactRouter()],
  publicDir: 'web/public',
  build: { target: 'es2024', assetsInlineLimit: 0 },
  // Some three hundred small files, found and read with every start of the server.
  ssr: { noExternal: [/^react-aria/, /^react-stately/, /^@react-(aria|stately)/] },
});
