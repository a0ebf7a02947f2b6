import type { Role } from '../../contract/access.ts';
import type { NewAccount } from '../access/index.ts';

/** Invented people of the demo region; the password is printed at start and works nowhere else. */
export const DEMO_PASSWORD = 'demo';

export interface DemoLogin {
  login: string;
  password: string;
  name: string;
  role: Role;
}

const PEOPLE: readonly Omit<NewAccount, 'password'>[] = [
  { login: 'operator', name: 'Вера Полевая', role: 'operator' },
  { login: 'head', name: 'Андрей Северский', role: 'head' },
  { login: 'analyst', name: 'Тимур Ясный', role: 'analyst' },
  { login: 'curator', name: 'Нина Дорожная', role: 'curator', scopeSectors: ['roads', 'transport'] },
  { login: 'berdsk', name: 'Олег Бережной', role: 'coordinator', scopeMunicipalities: ['50708000'] },
  { login: 'executor', name: 'Павел Смекалин', role: 'executor', organisation: 'nsk-transport' },
  { login: 'colleague', name: 'Зоя Делова', role: 'executor', organisation: 'nsk-transport' },
  { login: 'approver', name: 'Глеб Решетов', role: 'approver', organisation: 'nsk-transport' },
  { login: 'quality', name: 'Марта Зоркая', role: 'quality_controller' },
  { login: 'admin', name: 'Ирина Ключевая', role: 'administrator' },
];

export function demoAccounts(): NewAccount[] {
  return PEOPLE.map((person) => ({ ...person, password: DEMO_PASSWORD }));
}

export function demoLogins(): DemoLogin[] {
  return PEOPLE.map(({ login, name, role }) => ({ login, name, role, password: DEMO_PASSWORD }));
}
