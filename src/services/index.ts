export { createServices, toService, type Service, type Services } from './services.ts';
export {
  fitsCall,
  GUESTS_IN_CALL,
  LARGEST_CALL,
  readServiceForm,
  type ServiceForm,
} from './service-form.ts';
