export { HELP_PAGES, readHelp, type HelpPage } from './help.ts';
