import { TableError } from './table-error.ts';

/** @throws TableError when a name stands twice: which of the two columns was meant cannot be guessed */
export function checkHeader(header: readonly string[], path: string): void {
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (twice)
    throw new TableError(`В «${path}» столбец «${twice}» встречается дважды. Переименуйте один из них.`);
}
