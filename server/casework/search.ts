import type pg from 'pg';

export interface SearchPlan {
  /** For `document @@ to_tsquery('simple', …)`: stems already made. */
  tsquery: string;
  /** The words really searched for, when spelling had to be mended. */
  searchedFor: string | null;
}

const WORDS_MAX = 12;
/** A word met so often is simply common: counting it on would rewrite the same few hundred rows with every appeal. */
const COMMON_FROM = 1000;
const NEAR_MIN = 0.35;
/** A word met a thousand times is likelier meant than one met once, even a little less alike: the rare one may be a slip too. */
const COMMON_WEIGHT = 0.04;

/**
 * Makes a query out of what a person typed. Forms of words are forgiven by stemming; a word that occurs nowhere is replaced by
 * the nearest ones that do (by trigrams), so a typing error still finds.
 *
 * @returns null when nothing searchable was typed
 */
export async function planSearch(
  client: pg.Pool,
  regionId: string,
  typed: string,
): Promise<SearchPlan | null> {
  const words = (typed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, WORDS_MAX);
  if (words.length === 0) return null;
  const stems = await client.query<{ word: string; lexemes: string[] | null; known: boolean }>(
    `select w.word, w.lexemes,
            exists (select 1 from appeal_search s
                     where s.region_id = $1 and s.document @@ array_to_string(w.quoted, ' | ')::tsquery) as known
       from (select word, tsvector_to_array(to_tsvector('russian', word)) as lexemes,
                    array(select quote_literal(l) from unnest(tsvector_to_array(to_tsvector('russian', word))) l) as quoted, ord
               from unnest($2::text[]) with ordinality as t(word, ord)) w
      where cardinality(w.lexemes) > 0
      order by w.ord`,
    [regionId, words],
  );
  const parts: string[] = [];
  const said: string[] = [];
  let mended = false;
  for (const { word, lexemes, known } of stems.rows) {
    const near = known ? [] : await nearestWords(client, regionId, word);
    if (near.length === 0) {
      parts.push(anyOf(lexemes ?? []));
      said.push(word);
      continue;
    }
    mended = true;
    parts.push(anyOf(near.flatMap((entry) => entry.lexemes)));
    said.push(near[0]!.word);
  }
  if (parts.length === 0) return null;
  return { tsquery: parts.join(' & '), searchedFor: mended ? said.join(' ') : null };
}

function anyOf(lexemes: readonly string[]): string {
  return `(${[...new Set(lexemes)].map((lexeme) => `'${lexeme.replaceAll("'", "''")}'`).join(' | ')})`;
}

async function nearestWords(client: pg.Pool, regionId: string, word: string) {
  const found = await client.query<{ word: string; lexemes: string[] }>(
    `select word, tsvector_to_array(to_tsvector('russian', word)) as lexemes
       from search_word
      where region_id = $1 and word % $2 and similarity(word, $2) >= ${NEAR_MIN}
      order by similarity(word, $2) + ${COMMON_WEIGHT} * ln(seen) desc limit 2`,
    [regionId, word],
  );
  return found.rows.filter((row) => row.lexemes.length > 0);
}

/**
 * Puts appeals into the text index and their words into the vocabulary of spellings. Repeating it changes nothing but the counts
 * of words, which only break ties.
 */
export async function indexSearch(
  client: pg.PoolClient,
  regionId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query(
    `insert into appeal_search (region_id, appeal_id, filed_at, document)
     select region_id, appeal_id, filed_at,
            to_tsvector('russian', left(text, 10000) || ' ' || coalesce(address, '') || ' ' || replace(number, '-', ' '))
       from appeal where region_id = $1 and appeal_id = any($2::uuid[])
     on conflict (region_id, appeal_id) do nothing`,
    [regionId, ids],
  );
  // Splitting at what is no letter takes a quarter of the time that matching the words does.
  await client.query(
    `insert into search_word (region_id, word, seen)
     select $1, word, seen
       from (select word, count(*) as seen
               from appeal, regexp_split_to_table(lower(left(text, 10000)), '[^а-яёa-z]+') as word
              where region_id = $1 and appeal_id = any($2::uuid[]) and length(word) between 4 and 30
              group by word) as said
      where not exists (select 1 from search_word as known
                         where known.region_id = $1 and known.word = said.word and known.seen >= ${COMMON_FROM})
      order by word
     on conflict (region_id, word) do update set seen = search_word.seen + excluded.seen`,
    [regionId, ids],
  );
}
