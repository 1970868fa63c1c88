export {
  createAuth,
  type Auth,
  type AuthMail,
  type AuthParts,
  type Login,
  type SendAuthMail,
} from './auth.ts';
export { readEmail } from './forms.ts';
