/** What is wrong with an amount of US dollars that was typed; null where nothing is. */
export function moneyFault(text: string): string | null {
  const amount = text.trim();
  if (amount === '') return 'Give an amount, such as 12.50.';
  if (!/^\d{1,18}(\.\d{1,12})?$/.test(amount)) return 'This is no amount: write it like 12.50.';
  return null;
}
