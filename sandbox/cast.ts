import type { Account, Person } from './people.ts';

export function seededAccounts(): Account[] {
  const open = { appsApproved: true, locks: {} };
  return [
    { id: 'wV9sandboxAccount00001', number: 100000001, name: 'Winter Voice', plan: 'pro', ...open },
    { id: 'oK4sandboxAccount00002', number: 100000002, name: 'Tom Okafor', plan: 'free', ...open },
    {
      id: 'nP7sandboxAccount00003',
      number: 100000003,
      name: 'North Practice',
      plan: 'business',
      ...open,
    },
  ];
}

const usual = {
  mayHost: true,
  prefers: {
    waitingRoom: false,
    joinBeforeHost: false,
    passcode: true,
    personalMeetingId: false,
  },
};

export function seededPeople(): Person[] {
  return structuredClone(cast);
}

const cast: Person[] = [
  {
    id: 'zoeWinterSandboxUser01',
    accountId: 'wV9sandboxAccount00001',
    email: 'zoe@winter-voice.example',
    firstName: 'Zoe',
    lastName: 'Winter',
    type: 2,
    timezone: 'Europe/Berlin',
    pmi: 4155550101,
    createdAt: '2023-02-01T09:00:00Z',
    role: 'Owner',
    ...usual,
  },
  {
    id: 'tomOkaforSandboxUser02',
    accountId: 'oK4sandboxAccount00002',
    email: 'tom@okafor-tutoring.example',
    firstName: 'Tom',
    lastName: 'Okafor',
    type: 1,
    timezone: 'America/New_York',
    pmi: 4155550102,
    createdAt: '2024-06-12T14:00:00Z',
    role: 'Owner',
    ...usual,
    prefers: { ...usual.prefers, waitingRoom: true },
  },
  {
    id: 'miraNorthSandboxUser03',
    accountId: 'nP7sandboxAccount00003',
    email: 'mira@north-practice.example',
    firstName: 'Mira',
    lastName: 'Lindqvist',
    type: 2,
    timezone: 'Europe/Stockholm',
    pmi: 4155550103,
    createdAt: '2022-09-20T07:30:00Z',
    role: 'Owner',
    ...usual,
  },
  {
    id: 'jonaNorthSandboxUser04',
    accountId: 'nP7sandboxAccount00003',
    email: 'jonas@north-practice.example',
    firstName: 'Jonas',
    lastName: 'Berg',
    type: 1,
    timezone: 'Europe/Stockholm',
    pmi: 4155550104,
    createdAt: '2025-01-08T10:15:00Z',
    role: 'Member',
    ...usual,
  },
];
