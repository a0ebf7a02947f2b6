import type { Person } from '../../contract/people.ts';

const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/**
 * People in whom every typed word begins some word of the name, login, role or body. Those who work stand before those who do not.
 *
 * @param about the person's role and body in words
 */
export function findPeople(
  people: readonly Person[],
  typed: string,
  about: (person: Person) => string,
): Person[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const found = people.filter((person) => {
    const own = plain(`${person.name} ${person.login} ${about(person)}`).split(/[^\p{L}\p{N}.]+/u);
    return words.every((word) => own.some((each) => each.startsWith(word)));
  });
  return found.sort((a, b) => Number(a.disabled) - Number(b.disabled) || a.name.localeCompare(b.name, 'ru'));
}

/** Is this right in force on the day? Days are YYYY-MM-DD; no last day means until it is ended. */
export function inForce(right: { from: string; to: string | null }, today: string): boolean {
  return right.from <= today && (right.to === null || right.to >= today);
}
