import { ACCOUNTS, PEOPLE, SEASONS, type History, type Step } from './steps.ts';

/** A history as somebody would tell it, one line a step. */
export function inWords({ season, connected, steps }: History): string {
  const lines = connected.flatMap((person, account) =>
    person === null
      ? []
      : [`${ACCOUNTS[account]} is connected to ${PEOPLE[person]}, Zoom is the default`],
  );
  const all = [`It is ${SEASONS[season]}.`, ...lines, ...steps.map(stepInWords)];
  return all
    .map((line, index) => (index === 0 ? line : `${String(index).padStart(2)}. ${line}`))
    .join('\n');
}

function stepInWords(step: Step): string {
  switch (step.do) {
    case 'book': {
      const seat = step.group ? 'a seat in a group' : 'a session';
      const twice = step.twice ? ', and somebody else wants the same at the same moment' : '';
      return `guest ${step.guest} books ${seat} with ${ACCOUNTS[step.account]}, free time no. ${step.time}${twice}${death(step.dies)}`;
    }
    case 'move':
      return `the ${step.by} moves ${step.whole ? 'the whole session of ' : ''}booking no. ${step.booking} to free time no. ${step.time}${death(step.dies)}`;
    case 'cancel':
      return `the ${step.by} cancels ${step.whole ? 'the whole session of ' : ''}booking no. ${step.booking}${death(step.dies)}`;
    case 'hold':
      return `the host holds the session of booking no. ${step.booking} in ${step.place}${death(step.dies)}`;
    case 'connect':
      return `${ACCOUNTS[step.account]} connects ${PEOPLE[step.person]}${death(step.dies)}`;
    case 'disconnect':
      return `${ACCOUNTS[step.account]} disconnects${death(step.dies)}`;
    case 'default':
      return `${ACCOUNTS[step.account]} makes ${step.place} the default`;
    case 'kill-grant':
      return `Zoom ends the permission of ${PEOPLE[step.person]}`;
    case 'uninstall':
      return `${PEOPLE[step.person]} removes Parley at Zoom`;
    case 'events':
      return `from now on Zoom tells of events ${step.how}`;
    case 'busy-day':
      return `${step.used} of the day’s changes at Zoom are used`;
    case 'expire-tokens':
      return `the access tokens of ${PEOPLE[step.person]} lapse`;
    case 'settings':
      return `${ACCOUNTS[step.account]} wants the waiting room: ${step.waitingRoom}`;
    case 'lock':
      return `the Zoom account of ${PEOPLE[step.person]} holds its waiting room fast: ${step.waitingRoom ?? 'no more'}`;
    case 'in-zoom':
      return `the host goes to Zoom: ${step.deed} meeting no. ${step.meeting}`;
    case 'fault':
      return `the next ${step.times} calls to "${step.at}" at Zoom: ${step.kind}`;
    case 'list-lag':
      return `Zoom’s list lags ${step.seconds} seconds behind`;
    case 'late':
      return `Zoom makes the next ${step.creates} meetings long after the line is cut`;
    case 'app':
      return `the server is started ${step.known ? 'with' : 'without'} its app at Zoom`;
    case 'wait':
      return `${step.minutes} minutes pass, workers ${step.workers ? 'at work' : 'down'}`;
    case 'work':
      return workInWords(step);
    case 'quiet':
      return 'everything comes to rest';
  }
}

function workInWords(step: Extract<Step, { do: 'work' }>): string {
  const twists = [
    step.together && 'two workers on each session at once',
    step.standsStill > 0 &&
      `the first stands still for 90 seconds at its question no. ${step.standsStill}, another takes over`,
    step.dies > 0 && `the first dies at its await no. ${step.dies}`,
    step.forgets && 'jobs that fail are never tried again',
  ].filter((twist) => twist !== false);
  return ['the workers do what is due', ...twists].join(', ');
}

function death(dies: number): string {
  return dies > 0 ? `; the server dies at its await no. ${dies}` : '';
}
