import { Toaster } from '@gravity-ui/uikit';

/** Short notices in the corner; usable outside React too. */
export const toaster = new Toaster();
