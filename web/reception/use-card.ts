import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { endpoints } from '../../contract/endpoints.ts';
import type { OnBehalfChannel, RegisteredOnBehalf } from '../../contract/reception.ts';
import { addressOf, call } from '../api/client.ts';
import { describeError, problemWords } from '../api/problem-error.ts';
import { sendForm } from '../api/send-form.ts';

export interface Card {
  phone: string;
  name: string;
  email: string;
  text: string;
  address: string;
  municipality: string | null;
  topic: string | null;
  office: string;
  speaker: string;
  answerForm: 'written' | 'oral';
  receivedOn: string;
  postalAddress: string;
  sender: string;
  senderNumber: string;
  senderDate: string;
  cardNumber: string;
  campaign: string | null;
  scans: readonly File[];
}

const EMPTY: Card = {
  phone: '',
  name: '',
  email: '',
  text: '',
  address: '',
  municipality: null,
  topic: null,
  office: '',
  speaker: '',
  answerForm: 'written',
  receivedOn: '',
  postalAddress: '',
  sender: '',
  senderNumber: '',
  senderDate: '',
  cardNumber: '',
  campaign: null,
  scans: [],
};

export interface Filed {
  receipt: RegisteredOnBehalf;
  card: Card;
  channel: OnBehalfChannel;
  /** The case is there, some scan is not: which and why. */
  scanProblem: string | null;
}

/** The card being filled in, its sending and its receipt. A repeat after silence is the same appeal: the key lives until it is filed. */
export function useCard(channel: OnBehalfChannel) {
  const [card, setCard] = useState<Card>(EMPTY);
  const [filed, setFiled] = useState<Filed | null>(null);
  const key = useRef(crypto.randomUUID());
  const sending = useMutation({
    mutationFn: async (): Promise<Filed> => {
      const receipt = await call('registerOnBehalf', {
        body: bodyOf(card, channel),
        idempotencyKey: key.current,
      });
      return {
        receipt,
        card,
        channel,
        scanProblem: channel === 'paper' ? await sendScans(receipt.id, card.scans) : null,
      };
    },
    onSuccess: setFiled,
  });
  const change = (patch: Partial<Card>) => {
    // Other words are another appeal.
    if (sending.isError) key.current = crypto.randomUUID();
    setCard((now) => ({ ...now, ...patch }));
  };
  const another = () => {
    key.current = crypto.randomUUID();
    sending.reset();
    setFiled(null);
    // One shift sits in one office and takes one campaign.
    setCard(({ office, speaker, campaign }) => ({ ...EMPTY, office, speaker, campaign }));
  };
  const problem = sending.isError ? describeError(sending.error) : null;
  return { card, change, file: () => sending.mutate(), busy: sending.isPending, problem, filed, another };
}

const written = (text: string) => text.trim() || undefined;

function bodyOf(card: Card, channel: OnBehalfChannel) {
  return {
    channel,
    text: card.text,
    address: written(card.address),
    municipality: card.municipality ?? undefined,
    topic: card.topic ?? undefined,
    contact: { name: written(card.name), email: written(card.email), phone: written(card.phone) },
    office: channel === 'mfc' || channel === 'reception' ? written(card.office) : undefined,
    speaker: channel === 'reception' ? written(card.speaker) : undefined,
    answerForm: card.answerForm,
    receivedOn: channel === 'paper' ? written(card.receivedOn) : undefined,
    postalAddress: inWriting(card, channel) ? written(card.postalAddress) : undefined,
    sender: channel === 'paper' ? written(card.sender) : undefined,
    senderNumber: channel === 'paper' ? written(card.senderNumber) : undefined,
    senderDate: channel === 'paper' ? written(card.senderDate) : undefined,
    cardNumber: channel === 'reception' ? written(card.cardNumber) : undefined,
    campaign: card.campaign ?? undefined,
  };
}

/** May the answer go by post? Whoever calls gets it where the call came from; an oral answer has been given. */
export const inWriting = (card: Card, channel: OnBehalfChannel): boolean =>
  channel === 'paper' || channel === 'mfc' || (channel === 'reception' && card.answerForm === 'written');

/** One after another; what is refused does not stop the rest. */
async function sendScans(id: string, scans: readonly File[]): Promise<string | null> {
  const problems: string[] = [];
  for (const scan of scans) {
    const problem = await sendScan(id, scan);
    if (problem) problems.push(scans.length > 1 ? `${scan.name}: ${problem}` : problem);
  }
  return problems.length > 0 ? problems.join(' ') : null;
}

async function sendScan(id: string, scan: File): Promise<string | null> {
  const form = new FormData();
  form.set('file', scan, scan.name);
  try {
    await sendForm(addressOf(endpoints.attach.path, { id }, { purpose: 'scan' }), form, () => {});
    return null;
  } catch (error) {
    return problemWords(describeError(error));
  }
}
