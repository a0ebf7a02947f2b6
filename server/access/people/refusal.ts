/** Why a change of people or rights was not made; the message is a Russian sentence that names the remedy. */
export class PeopleRefusal extends Error {
  override name = 'PeopleRefusal';
}
