/** An address as people tell it to each other: 'book.example.org/ada'. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
