import type { Channel } from '../../contract/vocabulary.ts';

/** What a channel is called in a file that people open. */
export const CHANNEL_NAMES: Partial<Record<Channel, string>> = {
  web: 'Сайт',
  pos: 'Госуслуги',
  vk: 'ВКонтакте',
  telegram: 'Телеграм',
  ok: 'Одноклассники',
  max: 'MAX',
  hotline: 'Горячая линия',
  call122: 'Служба 122',
  mfc: 'МФЦ',
  email: 'Эл. почта',
  paper: 'Письмо',
  reception: 'Личный приём',
  incident: 'Инцидент',
  monitoring: 'Мониторинг',
  open311: 'Open311',
  api: 'API и интеграции',
  import: 'Загрузка',
};
