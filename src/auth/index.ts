export { createAuth, type Auth, type AuthMail, type AuthParts, type Login } from './auth.ts';
