/**
 * Work with a case beside its path: notes, parts for others, files, links, whom to give it to, templates, many at once.
 * Invariant: a change and its event commit together; the case stays with its one responsible body.
 * Entrance: one file a use case; `withinCase` is their common frame.
 */
export { addNote } from './add-note.ts';
export { chooseAssignees, listAssignees } from './assignees.ts';
export { attach, readAttachment, type SentFile } from './attach.ts';
export { ableActions, previewBulk, runBulk } from './bulk.ts';
export { confirmPart, settleByContractor } from './contractor-result.ts';
export { handOverPart } from './hand-over.ts';
export { joinCases, leadsOf, planJoining, readLeadCase } from './joined.ts';
export { joinCase, linkCase } from './links.ts';
export { deleteMacro, listMacros, saveMacro } from './macros.ts';
export { massAnswer } from './mass-answer.ts';
export { listMentions, readMentions } from './mentions.ts';
export { askPart, caseOfPart, settlePart } from './parts.ts';
export { readWork } from './queries.ts';
export { readForSplit, recordSplit } from './split.ts';
export { changeTemplate, listEditions, listTemplates, saveTemplate } from './templates.ts';
