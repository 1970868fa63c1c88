export { createServices, toService, type Service, type Services } from './services.ts';
export { LARGEST_CALL, readServiceForm, type ServiceForm } from './service-form.ts';
