/** As whom somebody is connected. Zoom may keep the address to itself. */
export function zoomUserWords(email: string): string {
  return email || 'a user whose address Zoom does not tell';
}
