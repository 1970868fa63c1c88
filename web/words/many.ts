const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** A small number at the head of a sentence: 'Three'; beyond ten in figures. */
export function manyWords(many: number): string {
  return WORDS[many] ?? String(many);
}
