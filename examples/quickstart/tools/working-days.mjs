// Makes addWorkingDays of src/dates.js fast: arithmetic in the place of a loop over days.
//   node working-days.mjs
//
// A stand-in for a coding agent, and for the way it works. Its first answer is the obvious one, and wrong at
// weekends; nobody tells it but the repository's own tests. They fail, the gate keeps the change off the branch,
// and the next attempt finds the failing cases in UET_FEEDBACK_FILE. Only with the name of that case in hand does it
// come to the right answer: that file decides, not the number of the attempt. (To an agent with a prompt, UET
// gives the same text at the end of the prompt.)
import { readFileSync, writeFileSync } from 'node:fs';

const failingCase = 'counts a parcel handed in on a Saturday from Monday on';

const obvious = `export function addWorkingDays(date, days) {
  const result = new Date(date);
  const left = days % 5;
  const weekend = result.getUTCDay() + left > 5 ? 2 : 0;
  result.setUTCDate(result.getUTCDate() + Math.floor(days / 5) * 7 + left + weekend);
  return result;
}
`;

const right = `export function addWorkingDays(date, days) {
  const result = new Date(date);
  if (days === 0) return result;
  // Working days are counted from the last one: that of a weekend is Friday.
  const sinceFriday = { 6: 1, 0: 2 }[result.getUTCDay()] ?? 0;
  result.setUTCDate(result.getUTCDate() - sinceFriday);
  const left = days % 5;
  const weekend = result.getUTCDay() + left > 5 ? 2 : 0;
  result.setUTCDate(result.getUTCDate() + Math.floor(days / 5) * 7 + left + weekend);
  return result;
}
`;

const feedback = readFileSync(process.env.UET_FEEDBACK_FILE, 'utf8');
const answer = feedback.includes(failingCase) ? right : obvious;
const source = readFileSync('src/dates.js', 'utf8');
writeFileSync('src/dates.js', source.replace(/export function addWorkingDays[\s\S]*?\n\}\n/, answer));
console.log(answer === right ? `mended: ${failingCase}` : 'replaced the loop by arithmetic');
