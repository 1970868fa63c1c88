export { createServices, toService, type Service, type Services } from './services.ts';
export { readServiceForm, type ServiceForm } from './service-form.ts';
